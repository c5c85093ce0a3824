"""Whether one is told by mail too: each person's own choice."""

import streamlit as st

import settings
from actions.notices.bell import choose_mail
from actions.staff.reading import own_account
from desk.frame.sign_in import acting
from models.base.database import reading
from models.staff.member import Actor


def mail_toggle(by: Actor) -> None:
    with reading() as session:
        is_on = own_account(session, by=by).wants_mail
    st.toggle(
        "By mail too",
        value=is_on,
        key=(key := f"notice-mail-{is_on}"),
        help="A line for each kind, two minutes later, unless you read it before. No words of it.",
        disabled=not settings.SMTP_URL,
        on_change=_choose,
        args=(key,),
    )
    if not settings.SMTP_URL:
        st.caption("No mail server is set up: the operator gives COPYDESK_SMTP_URL.")


def _choose(key: str) -> None:
    with acting() as (session, by):
        choose_mail(session, wanted=st.session_state[key], by=by)
