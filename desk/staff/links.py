"""A colleague's way in: a one-time link by mail or by hand, how it stands, and taking it back."""

import streamlit as st

import settings
from actions.notices.link_mail import LinkStand, link_stand, mail_link, revoke_links
from actions.staff.links import link_address, link_to_password
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped
from desk.staff.link import keep_link
from desk.widgets.clock import spoken
from models.base.database import reading
from models.notices.words import why_not_mailed
from models.staff.member import Actor, StaffMember


def one_time_links(member: StaffMember, by: Actor) -> None:
    what = "password link" if member.password_hash else "invitation"
    with reading() as session:
        stand = link_stand(session, member.id, by=by)
    if told := _told(stand, what):
        st.caption(told)
    with st.container(horizontal=True):
        if settings.SMTP_URL and member.email:
            st.button(f"Mail a new {what}" if stand.is_open else f"Mail the {what}",
                      key=f"mail-link-{member.id}", on_click=_mail, args=(member.id,))  # fmt: skip
        label = "New password link" if member.password_hash else "New invitation link"
        if st.button(label, key=f"link-{member.id}"):
            _make(member)
        if stand.is_open:
            key = f"revoke-link-{member.id}"
            st.button(f"Revoke the {what}", key=key, on_click=_revoke, args=(member.id,))


def _told(stand: LinkStand, what: str) -> str:
    """Empty where nothing is under way."""
    if stand.failure:
        again = "It will be tried again." if stand.is_waiting else "It is not tried again."
        return f"The {what} was not delivered: {escaped(why_not_mailed(stand.failure))}. {again}"
    if stand.is_waiting:
        return f"The {what} is being mailed."
    return f"The {what} works until {spoken(stand.until)}." if stand.until else ""


def _make(member: StaffMember) -> None:
    made = attempted(lambda session, by: link_to_password(session, member.id, by=by))
    if made:
        keep_link(member.full_name, link_address(made[1]))


def _mail(staff_id: int) -> None:
    attempt(lambda session, by: mail_link(session, staff_id, by=by), "It is on its way by mail.")


def _revoke(staff_id: int) -> None:
    attempt(lambda session, by: revoke_links(session, staff_id, by=by), "It works no more.")
