"""Keeps what is typed while it is typed: on the server within two seconds, and in the tab."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

import streamlit as st

from desk.frame.sign_in import signed_in_staff
from desk.widgets.scripts import loader_of

_HERE = Path(__file__).parent
Found = Literal["copy", "live"]

_keeper = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_typing",
        html='<p class="typing-said" role="status"></p>',
        css=(_HERE / "typing.css").read_text("utf-8"),
        js=loader_of(_HERE / "typing.js"),
        isolate_styles=False,
    ),
)


def keep_typing(
    kind: str,
    of: int,
    boxes: Mapping[str, str],
    *,
    mark: str = "",
    based_on: int = 0,
    known: datetime | None = None,
    is_anew: bool = False,
) -> Found | None:
    """Send what is typed into these boxes beside the runs, and say below how that stands.

    `boxes` names a field of what is kept and the key of the widget it is typed into; `kind` is
    one of those that public/api/typing.py knows, `of` the id of what is written about. Another
    `mark` is another page over the same text, `is_anew` one that begins without what was typed.

    Returns, once, that something was kept that this page did not begin with: "copy" when an
    earlier page of this tab had it, "live" when its boxes still hold it.
    """
    key = f"typing-{kind}-{of}"
    turn = st.session_state.get(f"{key}-turn", 0)
    what = {"person": signed_in_staff().id, "kind": kind, "of": of, "boxes": dict(boxes)}
    since = {"based_on": based_on, "known": known.isoformat() if known else None}
    page = {"mark": mark, "is_anew": is_anew, "turn": turn}
    told = _keeper(key=key, data=what | since | page, on_found_change=lambda: None)
    if told.found:
        st.session_state[f"{key}-turn"] = turn + 1  # the page that begins with it is drawn
    return cast("Found | None", told.found)
