"""Notifications that do not get through: since when, why, and trying again."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.notices.sending import try_again, what_failed
from desk.frame.messages import escaped, keep_message
from desk.frame.sign_in import acting
from desk.widgets.clock import spoken
from models.notices.notice import Channel, Dispatch
from models.notices.words import said_of
from models.staff.member import Actor, Permission

NAMES: dict[Channel, str] = {Channel.MAIL: "Mail", Channel.WEBHOOK: "The webhook"}
MOST = 20


def show_notice_trouble(session: Session, by: Actor) -> None:
    """Nothing while all is well, and nothing for who can do nothing about it."""
    if not by.may(Permission.MANAGE_SETTINGS):
        return
    failed = what_failed(session, MOST, by=by)
    if not failed:
        return
    lines = [_line(channel, failed) for channel in Channel if _of(channel, failed)]
    with st.container(border=True, key="notice-trouble", gap="xsmall"):
        st.markdown(":orange[:material/notifications_off: **Notifications do not get through**]")
        st.markdown("  \n".join(lines))
        st.button("Try again", key="notice-again", on_click=_again)


def _of(channel: Channel, failed: Sequence[Dispatch]) -> list[Dispatch]:
    return [each for each in failed if each.channel is channel]


def _line(channel: Channel, failed: Sequence[Dispatch]) -> str:
    newest, oldest = _of(channel, failed)[0], _of(channel, failed)[-1]
    since = escaped(spoken(oldest.made_at))
    return f"{NAMES[channel]}: {escaped(said_of(newest.failure))}, since {since}."


def _again() -> None:
    with acting() as (session, by):
        many = try_again(session, by=by)
    keep_message("Trying again now." if many else "Nothing to try again; send another test.")
