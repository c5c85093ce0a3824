"""Writing down a phone call or a walk-in, as carefully as if they had written themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from actions.intake.receiving import enter_enquiry
from desk.enquiries.entry.kept import (
    empty,
    forget_what_is_kept,
    is_begun,
    keep_choice,
    keep_what_is_typed,
    kept_since,
    take_up,
)
from desk.enquiries.entry.leaving import (
    is_asking,
    is_to_start_afresh,
    leave,
    leaving_or_saving,
    listen,
    stop_asking,
)
from desk.enquiries.listing.address import is_dialog_open, open_dialog, open_id, open_record
from desk.enquiries.record.merging import known_already
from desk.frame.acting import attempt
from desk.frame.messages import escaped, keep_message
from desk.frame.sign_in import acting
from models.enquiries.enquiry import CameBy
from models.intake.booking import LIMITS, MISSING, BadFields, BookingRequest, read_request

ASK_FOR: dict[str, str] = {
    "name": "Write down their name.",
    "email": "Ask for an email address or a phone number, so that we can answer.",
    "consent": "Ask them first, then tick this box; without it we may not keep this.",
}
"""Where nothing is: what to ask of them, instead of what the website says to them."""
CAME_BY: dict[CameBy, str] = {CameBy.PHONE_CALL: "Phone call", CameBy.WALK_IN: "Walk-in"}
FIELDS = ("name", "phone", "email", "service", "preferred_at", "message", "consent")
TRIES = "e-new-tries"
"""How often somebody pressed Save: from the first time on, what is wrong stands at its field."""
SAVED = "e-new-saved"
"""Who was written down last in this tab."""
WHILE_TYPING = "400ms"


@st.dialog("New enquiry", dismissible=False)
def new_enquiry(services: Sequence[str]) -> None:
    """Nothing closes it by mistake: what was typed is saved, or discarded when asked."""
    if not is_dialog_open("new"):
        st.rerun()  # it is saved or discarded: what is below the dialog shows it
    take_up(services)
    kept_since()
    wrong = _read()[1] if st.session_state.get(TRIES) else {}
    _who(wrong)
    known_already()
    _what(services, wrong)
    keep_what_is_typed()
    leaving_or_saving(_save, _leave, _discard)
    first = next((f"e-new-{field}" for field in FIELDS if field in wrong), "e-new-name")
    listen(first, st.session_state.get(TRIES, 0), _leave)


def _who(wrong: Mapping[str, str]) -> None:
    st.radio(
        "How they came to us",
        CAME_BY,
        format_func=CAME_BY.get,
        horizontal=True,
        **_chosen("came_by"),
    )
    _line("name", "Name", wrong)
    with st.container(horizontal=True, gap="small"):
        _line("phone", "Phone", wrong, live=WHILE_TYPING)
        _line("email", "Email", wrong, live=WHILE_TYPING)


def _what(services: Sequence[str], wrong: Mapping[str, str]) -> None:
    with st.container(horizontal=True, gap="small"):
        with st.container(gap="xsmall"):
            st.selectbox(
                "Service", services, index=None, placeholder="Not said", **_chosen("service")
            )
            _told("service", wrong)
        _line("preferred_at", "Preferred day or time", wrong)
    st.text_area("What do they ask?", max_chars=LIMITS["message"], **_kept("message"))
    _told("message", wrong)
    st.checkbox("They agreed that we keep this", **_chosen("consent"))
    _told("consent", wrong)


def _line(field: str, label: str, wrong: Mapping[str, str], *, live: str | bool = False) -> None:
    """An input, and below it what is wrong with it."""
    with st.container(gap="xsmall"):
        st.text_input(label, max_chars=LIMITS[field], live=live, **_kept(field))
        _told(field, wrong)


def _told(field: str, wrong: Mapping[str, str]) -> None:
    if field in wrong:
        st.markdown(f":red[:material/error: {escaped(wrong[field])}]")


def _kept(field: str) -> dict[str, Any]:
    return {"key": f"e-new-{field}", "persist_state": "page"}


def _chosen(field: str) -> dict[str, Any]:
    return _kept(field) | {"on_change": keep_choice, "args": (field,)}


def _typed() -> dict[str, str]:
    return {field: str(st.session_state.get(f"e-new-{field}") or "") for field in FIELDS}


def _read() -> tuple[BookingRequest | None, dict[str, str]]:
    """What was typed; or all that is wrong with it, by field, in the words of the desk."""
    try:
        return read_request(_typed()), {}
    except BadFields as bad:
        return None, {
            field: ASK_FOR[field] if words == MISSING.get(field) else words
            for field, words in bad.errors.items()
        }


def _save() -> None:
    """On success the new record opens instead. The second click of two in a row is none, and may
    tell the address of before.
    """
    if not is_dialog_open("new"):
        return
    if not is_begun():
        open_dialog("new", wanted=False)
        open_record(st.session_state.get(SAVED) or open_id())
        return
    request, _wrong = _read()
    stop_asking()
    if request is None:
        st.session_state[TRIES] = st.session_state.get(TRIES, 0) + 1
        return
    with acting() as (session, by):
        came_by = CameBy(st.session_state["e-new-came_by"])
        enquiry = enter_enquiry(session, request, came_by, by=by)
        forget_what_is_kept(session, by)
    _close()
    st.session_state[SAVED] = enquiry.id
    open_record(enquiry.id)
    keep_message(f"**{escaped(enquiry.name)}** · Saved as {escaped(enquiry.reference)}.")


def _leave() -> None:
    """At once when nothing was typed; else it is asked first, and the second Esc stays."""
    if is_asking() or any(text.strip() for text in _typed().values()):
        leave()
    else:
        _discard()


def _discard() -> None:
    """All of it; where somebody asked to start afresh, the empty form stays."""
    is_afresh = is_to_start_afresh()
    st.session_state.pop(SAVED, None)
    attempt(forget_what_is_kept)
    _close()
    open_dialog("new", wanted=is_afresh)


def _close() -> None:
    empty()
    st.session_state.pop(TRIES, None)
    stop_asking()
    open_dialog("new", wanted=False)
