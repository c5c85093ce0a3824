"""Who is at the keyboard; the only file that knows streamlit-authenticator."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from sqlalchemy.orm import Session

from actions.sessions import standing
from models.database import reading, writing
from models.staff import Actor


class SignedOut(Exception):
    """The session ended while somebody was at work; nothing was changed."""


def session_digest() -> str:
    """Digest of the cookie of this very websocket, as the gate saw it; empty for a stranger."""
    return str(st.user.get("identity") or "").partition(":")[0]


def who_is_it() -> Actor | None:
    """Looked up afresh each time, so that a changed role or a closed account bites at once."""
    with reading() as session:
        found = standing(session, session_digest())
    return found.by if found else None


def signed_in_staff() -> Actor:
    """The person using this page. Errors: SignedOut, which the shell turns into the form."""
    if by := who_is_it():
        return by
    raise SignedOut


@contextmanager
def acting() -> Iterator[tuple[Session, Actor]]:
    """One gesture: who acts is read in the transaction that acts. Errors: SignedOut."""
    with writing() as session:
        found = standing(session, session_digest())
        if found is None:
            raise SignedOut
        yield session, found.by


def sign_in_form() -> None:
    with st.form("sign-in"):
        st.text_input("Username")
        st.text_input("Password", type="password")
        st.form_submit_button("Sign in")
