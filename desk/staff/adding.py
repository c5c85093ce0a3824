"""Adding a colleague, and sending them their invitation."""

import streamlit as st

import settings
from actions.notices.link_mail import mail_link
from actions.staff.accounts import add_staff, new_member
from actions.staff.links import link_address, link_to_password
from desk.frame.messages import escaped, say
from desk.frame.sign_in import acting
from desk.staff.link import keep_link
from desk.staff.list import ROLES
from models.base.text import BadText
from models.staff.member import ROLE_TITLES, Role, StaffMember

FIELDS = ("Full name", "Username", "Email")


def add_form() -> None:
    with st.form("add", clear_on_submit=False, border=False):
        typed, complaints = {}, {}
        for label in FIELDS:
            typed[label] = st.text_input(label, key=f"add-{label}", autocomplete="off")
            complaints[label] = st.empty()
        role = st.selectbox("Role", ROLES, format_func=ROLE_TITLES.__getitem__)
        with st.container(horizontal=True):
            by_hand = st.form_submit_button("Add and make a link")
            by_mail = bool(settings.SMTP_URL) and st.form_submit_button(
                "Add and mail an invitation"
            )
    try:
        if by_hand:
            keep_link(*_added(_told(typed, role)))
        elif by_mail:
            say(_invited(_told(typed, role)))
    except BadText as error:
        complaints[error.field].error(escaped(f"{error.field} {error.reason}."))


def _told(typed: dict[str, str], role: Role) -> StaffMember:
    return new_member(
        full_name=typed["Full name"], username=typed["Username"], email=typed["Email"], role=role
    )


def _added(member: StaffMember) -> tuple[str, str]:
    with acting() as (session, by):
        added = add_staff(session, member, by=by)
        _, token = link_to_password(session, added.id, by=by)
        return added.full_name, link_address(token)


def _invited(member: StaffMember) -> str:
    if not member.email:
        raise BadText("Email", "is empty; the invitation goes there")
    with acting() as (session, by):
        added = add_staff(session, member, by=by)
        mail_link(session, added.id, by=by)
        return f"{escaped(added.full_name)} is added, and the invitation on its way by mail."
