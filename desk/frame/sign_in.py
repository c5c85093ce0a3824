"""Who is at the keyboard; the only file that knows streamlit-authenticator."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit_authenticator import Authenticate

from actions.staff.passwords import is_right, renewed
from actions.staff.sessions import live_session_of, sign_out
from actions.staff.signing_in import WayIn, accept_try, begin_try, refuse_try
from desk.frame.doorway import clinic_heading, narrow
from desk.frame.drawn_for import whom_for
from desk.widgets.typing.first_field import cursor_in_first_field
from models.base.database import reading, writing
from models.staff.member import Actor

STRANGERS = {"", "stranger"}
NO_MATCH = (
    "That username and password do not match. After several tries, wait 15 minutes "
    "or ask an administrator to unlock the account."
)
STEP, _OWNER = "sign-in.step", "desk.owner"
_STYLE, _BOX = Path(__file__).with_suffix(".css"), "sign-in-box"


class SignedOut(Exception):
    """The session ended while somebody was at work; nothing was changed."""


def session_digest() -> str:
    """Digest of the cookie of this very websocket, as the gate saw it."""
    context = get_script_run_ctx()
    told = context.user_info.get("identity") if context else None
    return str(told or "").partition(":")[0]


def who_is_it() -> Actor | None:
    """Looked up afresh each time, so that a changed role or a closed account bites at once."""
    with reading() as session:
        found = live_session_of(session, session_digest())
    return found.by if found else None


def signed_in_staff() -> Actor:
    """The person using this page. Errors: SignedOut, which the shell turns into the form."""
    if by := whom_for() or who_is_it():
        return by
    raise SignedOut


@contextmanager
def acting(*, even_run_out: bool = False) -> Iterator[tuple[Session, Actor]]:
    """One gesture: who acts is read in the transaction that acts. Errors: SignedOut.

    `even_run_out` is for drafts alone: text typed while the session ran out is not lost.
    """
    with writing() as session:
        found = live_session_of(session, session_digest(), even_run_out=even_run_out)
        if found is None:
            raise SignedOut
        yield session, found.by


def forget_others_text() -> None:
    """Nothing that one person typed is left for the next."""
    owner = session_digest()
    if st.session_state.get(_OWNER, owner) != owner:
        st.session_state.clear()
    st.session_state[_OWNER] = owner


def peer_address() -> str:
    """Whose tries are counted together; empty on this very machine and in tests."""
    address = st.context.ip_address
    return address if isinstance(address, str) else ""


def go(url: str) -> None:
    """Full-page navigation, by the message that st.login uses (private: pinned by a test)."""
    message = ForwardMsg()
    message.auth_redirect.url = url
    context = get_script_run_ctx()
    assert context is not None
    context.enqueue(message)


def sign_out_here() -> None:
    """End this session for all its tabs; the route then takes the dead cookie away."""
    with writing() as session:
        sign_out(session, session_digest())
    st.session_state.clear()
    go("/desk/session/end")


def finish_signing_in(ticket: str, back_to: str = "") -> None:
    """`back_to` is a page below /desk with its query; the route takes nothing else."""
    go("/desk/session/finish?" + urlencode({"ticket": ticket, "next": back_to}))


def enter(way: WayIn, back_to: str = "") -> None:
    """Into the desk, or to the code that is owed first."""
    if way.ticket:
        finish_signing_in(way.ticket, back_to)
    else:
        st.session_state[STEP] = way.step
        st.rerun()


def sign_in_form() -> None:
    """The clinic's name, the form, and what went wrong right below it."""
    with narrow():
        clinic_heading()
        if session_digest() not in STRANGERS:
            st.info("You were signed out. What you had typed is back when you sign in in this tab.")
        check = _Check()
        with st.container(key=_BOX):
            _their_form(check).login(fields=_WORDS, key="sign-in")
        if check.way:
            enter(check.way, address_asked_for())
        elif check.refusal:
            st.error(check.refusal)
    st.html(_STYLE)
    cursor_in_first_field(_BOX)


_WORDS = {
    "Form name": "Sign in",
    "Username": "Username",
    "Password": "Password",
    "Login": "Sign in",
}


class _NoCookie:
    """Stands where the authenticator keeps its JWT: our cookie is set by a route."""

    def get_cookie(self) -> None: ...
    def set_cookie(self) -> None: ...


class _Check:
    """Stands where the authenticator checks: our accounts, our count of tries, argon2id."""

    way: WayIn | None = None
    refusal = ""

    def login(self, username: str, password: str, *_: object, **__: object) -> bool:
        if not username.strip() or not password:
            self.refusal = "Enter both your username and your password."
            return False
        return self.check_credentials(username, password)

    def check_credentials(self, username: str, password: str) -> bool:
        """Counted first, verified outside any transaction, then accepted or refused."""
        with writing() as session:
            attempt = begin_try(session, username, address=peer_address())
        if is_right(password, attempt.password_hash):
            renewed_hash = renewed(password, attempt.password_hash)
            with writing() as session:
                self.way = accept_try(session, attempt, renewed_hash=renewed_hash)
        else:
            with writing() as session:
                refuse_try(session, attempt)
        self.refusal = "" if self.way else NO_MATCH
        return bool(self.way)


def _their_form(check: _Check) -> Authenticate:
    """Their form alone: their constructor would set up a cookie, a lock-out and a file."""
    door = Authenticate.__new__(Authenticate)
    door.path, door.attrs = None, {"login_sleep_time": 0}
    door.cookie_controller = _NoCookie()
    door.authentication_controller = check
    return door


def page_asked_for() -> str:
    """Its address below /desk, as the browser shows it; empty for home."""
    path = urlsplit(st.context.url or "").path.removeprefix("/desk").strip("/")
    return path if path.isidentifier() else ""


def address_asked_for() -> str:
    """The page that the stranger asked for, with its query."""
    query = urlencode(st.query_params.to_dict())
    return f"{page_asked_for()}?{query}" if query else page_asked_for()
