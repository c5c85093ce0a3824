"""My passkeys: which there are, one more, one less."""

from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from actions.staff.passkeys.ceremony import can_have_passkeys
from actions.staff.passkeys.own import (
    add_passkey,
    begin_passkey,
    own_passkeys,
    passkey_to_make,
    remove_passkey,
)
from actions.staff.second_factor import own_factor
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.sign_in import session_digest
from desk.staff.passkeys.button import UNABLE, answer_of, make_on_device
from desk.staff.second_factor import CODE, PASSWORD, with_proof
from desk.staff.sessions import device_words
from desk.widgets.clock import spoken
from models.base.database import reading
from models.staff.member import Actor
from models.staff.passkey import LONGEST_NAME, Passkey

_ASKED, _NEW, _NAME = "passkey.asked", "passkey-new", "passkey-name"


def passkeys(by: Actor) -> None:
    with reading() as session:
        mine = own_passkeys(session, by=by)
        has_factor = own_factor(session, by=by).is_on
    with st.container(width=620, key="passkeys"):
        for each in mine:
            _row(each)
        if not mine:
            st.markdown(
                "None. With one, your fingerprint, face or PIN signs you in: "
                "no username, password or code."
            )
        with st.container(width=460):
            _one_more(by, has_factor=has_factor)


def _one_more(by: Actor, *, has_factor: bool) -> None:
    if _ASKED in st.session_state:
        _make(by)
    elif can_have_passkeys():
        _begin(has_factor=has_factor)
    else:
        st.caption(UNABLE)


def _row(passkey: Passkey) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(escaped(passkey.name))
            used = (
                f"used {spoken(passkey.last_used_at)}" if passkey.last_used_at else "not used yet"
            )
            st.caption(f"Added {spoken(passkey.added_at)}, {used}")
        with st.popover("Remove …", key=f"passkey-{passkey.id}"), st.container(width=340):
            st.markdown(
                f"**{escaped(passkey.name)}** no longer signs you in, and you are signed out "
                "everywhere else. Delete it on the device too, where that lists its passkeys."
            )
            st.button(
                "Remove the passkey",
                key=f"remove-passkey-{passkey.id}",
                on_click=_remove,
                args=(passkey.id,),
            )


def _begin(*, has_factor: bool) -> None:
    with st.expander("Add a passkey", icon=":material/passkey:"), st.form("passkey", border=False):
        name = st.text_input("Name", _this_device(), max_chars=LONGEST_NAME, key=_NAME)
        password = st.text_input(
            PASSWORD, type="password", autocomplete="current-password", key="passkey-password"
        )
        code = ""
        if has_factor:
            code = st.text_input(
                CODE, autocomplete="one-time-code", max_chars=40, key="passkey-code"
            )
        is_sent = st.form_submit_button("Continue")
        if is_sent and (made := with_proof(password, code, partial(_leave_to_make, name))):
            st.session_state[_ASKED] = made[0], name
            st.rerun()


def _this_device() -> str:
    return device_words(st.context.headers.get("User-Agent") or "")


def _leave_to_make(name: str, session: Session, kept: str, code: str, by: Actor) -> str:
    return begin_passkey(session, name=name, instead_of=kept, code=code, by=by)


def _make(by: Actor) -> None:
    token, name = st.session_state[_ASKED]
    with reading() as session:
        options = passkey_to_make(session, token, here=session_digest(), by=by)
    st.markdown(f"**{escaped(name)}**: your device asks for fingerprint, face or PIN.")
    make_on_device(options, key=_NEW, on_made=_add)
    st.button("Not now", key="passkey-drop", on_click=_drop)


def _add() -> None:
    token, name = st.session_state.pop(_ASKED, ("", ""))
    said, here = answer_of(_NEW), session_digest()
    attempt(
        lambda session, by: add_passkey(session, token, said, name=name, here=here, by=by),
        "Passkey added.",
    )


def _drop() -> None:
    st.session_state.pop(_ASKED, None)


def _remove(passkey_id: int) -> None:
    here = session_digest()
    attempt(
        lambda session, by: remove_passkey(session, passkey_id, here=here, by=by),
        "Passkey removed. You are signed out everywhere else.",
    )
