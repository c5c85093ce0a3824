"""Changing one's own password: the old one first, the new one twice."""

import streamlit as st

from actions.staff.accounts import StaleAccount, change_password
from actions.staff.passwords import fresh_hash, is_right
from actions.staff.reading import own_account
from actions.staff.signing_in import begin_try, refuse_try
from desk.frame.messages import escaped, say
from desk.frame.sign_in import acting, peer_address, session_digest, signed_in_staff
from desk.frame.welcome import HOW_TO_CHOOSE
from models.base.database import reading, writing
from models.base.text import BadText

CURRENT, NEW, AGAIN = "Current password", "New password", "New password again"


def password_form() -> None:
    with st.form("password", width=460):
        typed, complaints = {}, {}
        for label in (CURRENT, NEW, AGAIN):
            typed[label] = st.text_input(
                label,
                type="password",
                autocomplete="current-password" if label == CURRENT else "new-password",
            )
            if label == NEW:
                st.caption(HOW_TO_CHOOSE)
            complaints[label] = st.empty()
        is_sent = st.form_submit_button("Change password")
    if is_sent:
        try:
            _change(typed)
        except BadText as error:
            complaints[error.field].error(escaped(f"{error.field} {error.reason}."))


def _change(typed: dict[str, str]) -> None:
    if typed[NEW] != typed[AGAIN]:
        raise BadText(AGAIN, "is not the same as the first")
    by = signed_in_staff()
    with reading() as session:
        username = own_account(session, by=by).username
    try:
        password_hash = fresh_hash(typed[NEW], about=[username])
    except BadText as error:
        raise BadText(NEW, error.reason) from error
    kept = verified(username, typed[CURRENT], field=CURRENT)
    try:
        with acting() as (session, by):
            change_password(session, password_hash, instead_of=kept, here=session_digest(), by=by)
    except StaleAccount:
        raise BadText(CURRENT, "was changed meanwhile; sign in with the new one") from None
    say("Password changed. You are signed out everywhere else.")


def verified(username: str, password: str, *, field: str) -> str:
    """The kept hash that it matches. Tries count as at the door. Errors: BadText."""
    with writing() as session:
        attempt = begin_try(session, username, address=peer_address())
    if is_right(password, attempt.password_hash):
        return attempt.password_hash
    with writing() as session:
        refuse_try(session, attempt)
    raise BadText(field, "is not right; after several tries, wait 15 minutes")
