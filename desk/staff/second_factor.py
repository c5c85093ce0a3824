"""My second step at sign-in: set up, changed, turned off, and its recovery codes."""

from collections.abc import Callable
from html import escape

import segno
import streamlit as st
from sqlalchemy.orm import Session

from actions.staff.reading import own_account
from actions.staff.second_factor import (
    OwnFactor,
    begin_factor,
    drop_begun,
    own_factor,
    replace_codes,
    turn_off,
    turn_on,
)
from desk.frame.acting import Made, Unless, attempt, attempted
from desk.frame.messages import escaped
from desk.frame.sign_in import session_digest, signed_in_staff
from desk.staff.password_form import verified
from desk.staff.recovery_codes import keep_codes
from models.base.database import reading
from models.base.text import BadText
from models.staff.member import Actor

PASSWORD, CODE = "Password", "Code"
_SAID: Unless = {BadText: lambda bad: st.error(escaped(bad.sentence))}
Proven = Callable[[Session, str, str, Actor], Made]


def second_factor(by: Actor) -> None:
    """What stands, and what can be done from here."""
    with reading() as session:
        mine = own_factor(session, by=by)
    with st.container(width=460):
        if mine.secret:
            _scan(mine)
        elif mine.is_on:
            _change(mine)
        else:
            _set_up()


def _set_up() -> None:
    st.markdown("Off. With it on, signing in takes a code from an app on your phone as well.")
    with st.form("second-factor"):
        password = _password()
        if st.form_submit_button("Set up the second step"):
            _prove(password, "", _begin)


def _password() -> str:
    return st.text_input(
        PASSWORD, type="password", autocomplete="current-password", key="factor-password"
    )


def _change(mine: OwnFactor) -> None:
    left = "1 recovery code is" if mine.codes_left == 1 else f"{mine.codes_left} recovery codes are"
    st.markdown(f"On. {left} left.")
    with st.form("second-factor"):
        password = _password()
        code = st.text_input(CODE, autocomplete="one-time-code", max_chars=40, key="factor-code")
        with st.container(horizontal=True):
            ways: dict[str, Proven[object]] = {
                "New recovery codes": _renew,
                "Use another phone": _begin,
                "Turn off": _turn_off,
            }
            asked = [do for label, do in ways.items() if st.form_submit_button(label)]
    for do in asked:
        _prove(password, code, do)


def _scan(mine: OwnFactor) -> None:
    st.markdown("Scan this with an authenticator app, or type the key into it.")
    drawn = segno.make(mine.address).svg_data_uri(scale=4, light="white")
    st.html(f'<img alt="The key as a QR code" width="230" src="{escape(drawn)}">')
    st.code(mine.secret, language=None, wrap_lines=True)
    with st.form("factor-scan"):
        code = st.text_input(
            "Code that the app shows", autocomplete="one-time-code", max_chars=40, key="factor-scan"
        )
        is_sent = st.form_submit_button("Turn on")
    st.button("Not now", key="factor-drop", on_click=_drop)
    if is_sent:
        here = session_digest()
        codes = attempted(
            lambda session, by: turn_on(session, code, here=here, by=by),
            tell=st.error,
            unless=_SAID,
        )
        if codes:
            keep_codes(codes)


def _prove(password: str, code: str, do: Proven[object]) -> None:
    made = with_proof(password, code, do)
    if made and isinstance(made[0], list):
        keep_codes(made[0])
    elif made:
        st.rerun()


def with_proof(password: str, code: str, do: Proven[Made]) -> tuple[Made] | None:
    """What `do` makes, as the only member; None when it is refused, and why is told here.

    The password is verified outside the transaction that acts: it takes its time.
    """
    with reading() as session:
        by = signed_in_staff()
        username = own_account(session, by=by).username
    try:
        kept = verified(username, password, field=PASSWORD)
    except BadText as bad:
        st.error(escaped(bad.sentence))
        return None
    return attempted(
        lambda session, by: (do(session, kept, code, by),), tell=st.error, unless=_SAID
    )


def _begin(session: Session, kept: str, code: str, by: Actor) -> None:
    begin_factor(session, instead_of=kept, code=code, by=by)


def _renew(session: Session, kept: str, code: str, by: Actor) -> list[str]:
    return replace_codes(session, instead_of=kept, code=code, by=by)


def _turn_off(session: Session, kept: str, code: str, by: Actor) -> None:
    turn_off(session, instead_of=kept, code=code, here=session_digest(), by=by)


def _drop() -> None:
    attempt(lambda session, by: drop_begun(session, by=by))
