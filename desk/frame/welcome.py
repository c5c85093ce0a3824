"""Coming in by a one-time link: set up the clinic, accept an invitation, choose a new password."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.staff.accounts import must_be_free, new_member
from actions.staff.links import (
    LinkSpent,
    behind_link,
    choose_password,
    set_up_administrator,
)
from actions.staff.passwords import fresh_hash
from actions.staff.signing_in import WayIn, way_in
from desk.frame.doorway import clinic_heading, narrow
from desk.frame.messages import escaped
from desk.frame.sign_in import enter
from desk.widgets.typing.first_field import cursor_in_first_field
from models.base.database import reading, writing
from models.base.text import BadText
from models.staff.member import Role, StaffMember

TOKEN = "token"  # noqa: S105  the name of a field, no secret
HOW_TO_CHOOSE = (
    "At least 12 characters. Three words that have nothing to do with each other are good."
)
_BOX = "welcome-form"
FIELDS = ("Full name", "Username", "Email", "Password", "Password again")


def welcome() -> bool:
    """Whether somebody came with a link that works; if so, their form is on the screen."""
    token = st.query_params.get(TOKEN, "")
    if not token:
        return False
    with reading() as session:
        link, member = behind_link(session, token)
    if link is None:
        with st.container(horizontal_alignment="center"):
            st.warning(LinkSpent.words, width=420)
        return False
    with narrow():
        clinic_heading()
        _form(token, member)
    cursor_in_first_field(_BOX)
    return True


def _form(token: str, member: StaffMember | None) -> None:
    st.subheader("Choose a password" if member else "Set up the first administrator", anchor=False)
    if member:
        st.text(f"{member.full_name}, your username is {member.username}.")
    with st.container(key=_BOX), st.form("welcome", border=True):
        asked = FIELDS[3:] if member else FIELDS
        typed, complaints = {}, {}
        for field in asked:
            typed[field] = _field(field)
            if field == "Password":
                st.caption(HOW_TO_CHOOSE)
            complaints[field] = st.empty()
        is_sent = st.form_submit_button("Continue", type="primary")
    if is_sent:
        _accept(token, member, typed, complaints)


def _field(label: str) -> str:
    if not label.startswith("Password"):
        return st.text_input(label, key=f"welcome-{label}")
    return st.text_input(
        label, key=f"welcome-{label}", type="password", autocomplete="new-password"
    )


def _accept(
    token: str,
    member: StaffMember | None,
    typed: dict[str, str],
    complaints: dict[str, DeltaGenerator],
) -> None:
    try:
        _must_agree(typed)
        way = _renew(token, member, typed) if member else _set_up(token, typed)
    except BadText as error:
        complaints[error.field].error(escaped(error.sentence))
    except LinkSpent as spent:
        st.error(spent.words)
    else:
        st.query_params.clear()
        enter(way)


def _must_agree(typed: dict[str, str]) -> None:
    if typed["Password"] != typed["Password again"]:
        raise BadText("Password again", "is not the same as the first")


def _renew(token: str, member: StaffMember, typed: dict[str, str]) -> WayIn:
    password_hash = fresh_hash(typed["Password"], about=[member.username])
    with writing() as session:
        return way_in(session, choose_password(session, token, password_hash))


def _set_up(token: str, typed: dict[str, str]) -> WayIn:
    first = new_member(
        username=typed["Username"],
        full_name=typed["Full name"],
        email=typed["Email"],
        role=Role.ADMINISTRATOR,
    )
    first.password_hash = fresh_hash(typed["Password"], about=[first.username])
    with writing() as session:
        must_be_free(session, first.username)
        set_up_administrator(session, token, first)
        return way_in(session, first)
