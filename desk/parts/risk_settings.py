"""Choosing the risk phrases and the protocol: what to look for, and what to do then."""

import streamlit as st

from actions.settings import StaleSetting, change_setting, read_setting
from desk.enquiry_address import ask
from desk.messages import escaped, say
from desk.parts.emphasis import on_primary
from desk.sign_in import acting
from models.database import reading
from models.staff import Actor
from models.text import BadText, clean_line, clean_text

LONGEST_PROTOCOL = 2_000
_BASE = "e-phrases-base"
_STALE = (
    "A colleague changed this meanwhile. Copy what you wrote, close this window, "
    "open it again, and put your words in theirs."
)


def _closed() -> None:
    ask("phrases", wanted=False)
    st.session_state.pop(_BASE, None)


@st.dialog("Risk phrases", width="medium", on_dismiss=_closed)
def risk_settings(by: Actor) -> None:
    """A save names the versions that the text began with."""
    with reading() as session:
        phrases = read_setting(session, "risk_phrases", by=by)
        protocol = read_setting(session, "risk_protocol", by=by)
    base = st.session_state.setdefault(_BASE, (phrases.version, protocol.version))
    st.caption(
        "A message with one of these is put on top until somebody acknowledges it. "
        "Not an assessment. No flag never means safe. New phrases apply to new messages."
    )
    looked_for = st.text_area(
        "Phrases, one a line", "\n".join(phrases.value), height=220, key="e-phrases"
    )
    done = st.text_area(
        "What we do then", protocol.value, max_chars=LONGEST_PROTOCOL, height=140, key="e-protocol"
    )
    if st.button(on_primary("Save phrases"), type="primary", key="e-phrases-save"):
        _save(looked_for, done, base)


def _save(looked_for: str, done: str, base: tuple[int, int]) -> None:
    lines = (clean_line(line, field="A phrase") for line in looked_for.splitlines())
    try:
        phrases = list(dict.fromkeys(filter(None, lines)))
        protocol = clean_text(done, field="What we do then", limit=LONGEST_PROTOCOL)
        with acting() as (session, by):
            change_setting(session, "risk_phrases", phrases, version=base[0], by=by)
            change_setting(session, "risk_protocol", protocol, version=base[1], by=by)
    except BadText as bad:
        st.error(escaped(str(bad)))
    except StaleSetting:
        st.error(_STALE)
    else:
        _closed()
        say("Phrases saved.")
