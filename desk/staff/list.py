"""Everybody who works here, and adding a colleague."""

from collections.abc import Sequence

import streamlit as st

from actions.staff.accounts import add_staff, new_member
from actions.staff.links import link_address, link_to_password
from desk.frame.messages import escaped
from desk.frame.sign_in import acting
from desk.widgets.clock import spoken
from models.base.text import BadText
from models.staff.member import ROLE_TITLES, Role, StaffMember

ROLES: tuple[Role, ...] = tuple(Role)
FIELDS = ("Full name", "Username", "Email")


def staff_list(staff: Sequence[StaffMember], locked: set[int]) -> None:
    for member in staff:
        with st.container(gap=None):
            st.button(
                _label(member),
                key=f"open-{member.id}",
                type="tertiary",
                on_click=_open,
                args=(member.id,),
            )
            st.caption(_state(member, is_locked=member.id in locked))


def _label(member: StaffMember) -> str:
    is_open = st.query_params.get("who") == str(member.id)
    return f"**{escaped(member.full_name)}**" if is_open else escaped(member.full_name)


def _open(staff_id: int) -> None:
    st.query_params["who"] = str(staff_id)


def _state(member: StaffMember, *, is_locked: bool) -> str:
    told = [ROLE_TITLES[member.role]]
    if not member.is_active:
        told.append("disabled")
    elif is_locked:
        told.append("locked after failed tries")
    elif not member.password_hash:
        told.append("invited")
    seen = member.last_signed_in_at
    told.append(f"last signed in {spoken(seen)}" if seen else "never signed in")
    return " · ".join(told)


def add_form() -> None:
    """Shows the one-time link once; only its digest is kept."""
    with st.form("add", clear_on_submit=False, border=False):
        typed, complaints = {}, {}
        for label in FIELDS:
            typed[label] = st.text_input(label, key=f"add-{label}", autocomplete="off")
            complaints[label] = st.empty()
        role = st.selectbox("Role", ROLES, format_func=ROLE_TITLES.__getitem__)
        is_sent = st.form_submit_button("Add and make a link")
    if is_sent:
        try:
            show_link(*_added(typed, role))
        except BadText as error:
            complaints[error.field].error(escaped(f"{error.field} {error.reason}."))


def _added(typed: dict[str, str], role: Role) -> tuple[str, str]:
    member = new_member(
        full_name=typed["Full name"], username=typed["Username"], email=typed["Email"], role=role
    )
    with acting() as (session, by):
        added = add_staff(session, member, by=by)
        _, token = link_to_password(session, added.id, by=by)
        return added.full_name, link_address(token)


@st.dialog("A link that works once", dismissible=False)
def show_link(full_name: str, address: str) -> None:
    """In front of the page, wherever that was scrolled to; a click beside it loses nothing."""
    st.markdown(f"Send it to {escaped(full_name)}. It is shown here only now.")
    st.code(address, language=None, wrap_lines=True)
    if st.button("Done", key="link-done"):
        st.rerun()
