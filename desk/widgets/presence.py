"""Who else has this open: a line that keeps its place when it is empty, and looks by itself."""

from collections.abc import Callable, Mapping
from secrets import token_urlsafe

import streamlit as st

from actions.staff.presence import Colleague, be_here, look_around
from desk.frame.acting import note_in_passing
from desk.frame.device import is_phone
from desk.frame.messages import escaped
from desk.frame.sign_in import SignedOut, signed_in_staff
from models.base.database import reading
from models.base.trouble import trouble_of
from models.staff.presence import permission_to_be_at

EVERY_SECONDS = 5
LONGEST = 24
_TAB = "desk.tab"
_NOTHING = "&nbsp;"


@st.fragment(run_every=EVERY_SECONDS)
def who_else_is_here(
    subject: str,
    writes_in: Callable[[], int | None],
    titles: Mapping[int, str] | None = None,
) -> None:
    """`writes_in` is asked each time: None for reading, else a section's id or 0.

    It is never in anybody's way: signed out, demoted or on a full disk, it says nothing.
    """
    try:
        others = _others(subject, writes_in())
    except SignedOut:
        others = []
    except Exception as error:
        if trouble_of(error) is None:
            raise
        others = []
    st.markdown(f":small[{_told(others, titles or {})}]")


def _others(subject: str, writes_in: int | None) -> list[Colleague]:
    by, tab = signed_in_staff(), st.session_state.setdefault(_TAB, token_urlsafe(9))
    if not by.may(permission_to_be_at(subject)):
        return []
    with reading() as session:
        around = look_around(session, subject, tab, writes_in, by=by)
    if around.is_due:
        note_in_passing(lambda session, here: be_here(session, subject, tab, writes_in, by=here))
    return around.others


def _told(others: list[Colleague], titles: Mapping[int, str]) -> str:
    """One line, whatever the names: what is being typed below must not move."""
    if not others:
        return _NOTHING
    more = f" · {len(others) - 1} more" if len(others) > 1 else ""
    first = others[0]
    name = escaped(_short(first.name))
    if is_phone():
        icon, colour = ("edit", "orange") if first.is_writing else ("visibility", "blue")
        return f":{colour}[:material/{icon}: {name}]{more}"
    if not first.is_writing:
        return f":blue[:material/visibility: {name} is viewing]{more}"
    title = titles.get(first.section_id or 0, "")
    where = f" in “{escaped(_short(title))}”" if title else ""
    return f":orange[:material/edit: {name} is writing{where}]{more}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
