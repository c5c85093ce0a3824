"""The button that asks a device for a passkey, at the door and on one's account."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import streamlit as st

import settings
from actions.staff.passkeys.ceremony import can_have_passkeys
from actions.staff.signing_in import BY_PASSKEY
from desk.frame.doorway import clinic_heading, narrow
from desk.frame.sign_in import STEP, address_asked_for

_HERE = Path(__file__)
_KEY_DRAWN = """
<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
  <circle cx="8" cy="12" r="4"/><path d="M12 12h9v4M17 12v3"/>
</svg>
"""
_device_button = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_passkey",
        html=f'<button type="button" hidden>{_KEY_DRAWN}<span></span></button><p role="alert"></p>',
        css=_HERE.with_suffix(".css").read_text("utf-8"),
        js=_HERE.with_suffix(".js").read_text("utf-8"),
    ),
)
UNABLE = (
    "Passkeys work in a current browser, at the address that your clinic gave you, "
    "if it begins with https."
)
WORDS = {
    "NotAllowedError": "The device gave no passkey. Try again, or choose another device.",
    "InvalidStateError": "This device has a passkey for your account already.",
    "failed": "The device could not be asked. Try again.",
    "unable": UNABLE,
}
AT_THE_DOOR = {
    "NotAllowedError": "The device showed no passkey. Try again, or use your password.",
}


def make_on_device(options: Mapping[str, Any], *, key: str, on_made: Callable[[], None]) -> None:
    """Its answer is in the session's state while `on_made` runs; see `answer_of`."""
    told = {"label": "Create the passkey", "options": options, "words": WORDS}
    _device_button(key=key, data=told | _origin(), on_made_change=on_made)


def answer_of(key: str) -> str:
    return str((st.session_state.get(key) or {}).get("made") or "")


def sign_in_by_passkey() -> None:
    """At the door, below the form: nothing where it could not work."""
    if can_have_passkeys():
        with st.container(horizontal_alignment="center").container(width=420):
            _at_the_door(unable="")


def passkey_owed() -> bool:
    """Whether the right password was given where it is not enough; then a passkey is asked for."""
    if st.session_state.get(STEP) != BY_PASSKEY:
        return False
    with narrow():
        clinic_heading()
        st.markdown(
            "Your role needs a second step at sign-in. Yours is your passkey. "
            "Is its device lost? An administrator can reset it."
        )
        _at_the_door(unable=UNABLE)
        st.button("Start again", on_click=lambda: st.session_state.pop(STEP, None))
    return True


def _at_the_door(*, unable: str) -> None:
    told = {"label": "Use a passkey", "words": WORDS | AT_THE_DOOR | {"unable": unable}}
    _device_button(key="passkey-door", data=told | _origin() | {"next": address_asked_for()})


def _origin() -> dict[str, str]:
    return {"origin": settings.PUBLIC_URL}
