"""One colleague's account: what can be changed, closed or opened again."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from actions.staff.accounts import change_staff, unlock_staff
from actions.staff.second_factor import reset_factor
from desk.frame.acting import Unless, attempt
from desk.frame.messages import escaped, keep_trouble
from desk.staff.closing import disable_button, enable_buttons
from desk.staff.handing_over import handing_over
from desk.staff.left_open import left_open
from desk.staff.links import one_time_links
from desk.staff.list import ROLES, Colleague
from desk.staff.sessions import end_everywhere, session_list
from models.base.text import BadText
from models.staff.member import ROLE_TITLES, Actor, StaffMember


def staff_member(shown: Colleague, by: Actor) -> None:
    member = shown.member
    st.header(escaped(member.full_name), anchor=False)
    st.caption(f"Username {escaped(member.username)}")
    _change_form(member)
    handing_over(member.id, by)
    with st.container(horizontal=True):
        if member.is_active:
            disable_button(member, by)
        else:
            enable_buttons(member, by)
        if shown.is_locked:
            _act_button("Unlock", unlock, member)
        if shown.has_factor or shown.has_passkey:
            _factor_button(member)
    if member.is_active:
        one_time_links(member, by)
    else:
        left_open(member, by)
    st.subheader("Signed in at", anchor=False)
    session_list(member.id, by)
    _end_button(member)


def _change_form(member: StaffMember) -> None:
    # The number of the version is part of each key: newer values replace what is shown.
    key = f"{member.id}-{member.version}"
    with st.form(f"change-{key}"):
        st.text_input("Full name", member.full_name, key=f"{key}-name")
        st.text_input("Email", member.email, key=f"{key}-email")
        st.selectbox(
            "Role",
            ROLES,
            index=ROLES.index(member.role),
            format_func=ROLE_TITLES.__getitem__,
            key=f"{key}-role",
        )
        st.form_submit_button("Save", on_click=change, args=(member.id, member.version))


def _act_button(label: str, act: Callable[[int, int], None], member: StaffMember) -> None:
    key = f"{act.__name__}-{member.id}"
    st.button(label, key=key, on_click=act, args=(member.id, member.version))


def _end_button(member: StaffMember) -> None:
    st.button(
        "End every session",
        key=f"everywhere-{member.id}",
        on_click=end_everywhere,
        args=(member.id,),
        kwargs={"but_here": False},
    )


def _factor_button(member: StaffMember) -> None:
    with st.popover("Reset the second step …", key=f"factor-{member.id}-{member.version}"):
        st.markdown(
            "For who lost phone and recovery codes, or a device with a passkey. "
            f"{escaped(member.full_name)} is signed out everywhere, loses all passkeys and signs "
            "in with the password alone. Be sure that it is them who asks."
        )
        _act_button("Reset it", reset, member)


def change(staff_id: int, version: int) -> None:
    """For a button's callback; `version` is the one that was on the screen."""
    key = f"{staff_id}-{version}"
    chosen = {
        "full_name": st.session_state[f"{key}-name"],
        "email": st.session_state[f"{key}-email"],
        "role": st.session_state[f"{key}-role"],
    }
    _try(lambda session, by: change_staff(session, staff_id, **chosen, based_on=version, by=by))


def unlock(staff_id: int, _version: int) -> None:
    _try(lambda session, by: unlock_staff(session, staff_id, by=by))


def reset(staff_id: int, _version: int) -> None:
    _try(lambda session, by: reset_factor(session, staff_id, by=by))


def _try(act: Callable[[Session, Actor], None]) -> None:
    said: Unless = {BadText: lambda bad: keep_trouble(escaped(bad.sentence))}
    attempt(act, "Saved.", unless=said)
