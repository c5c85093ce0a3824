"""What a text area was pasted from: headings, lists, links and tables behind its plain words."""

from typing import Any, cast

import streamlit as st

from desk.widgets.scripts import unseen

_watch = unseen("copydesk_copied", __file__)


def copied_into(box: str) -> tuple[str, bool]:
    """The HTML that is behind the words of the text area with the key `box`, and is it theirs.

    Place it outside the area's form. It is theirs until somebody writes in the area: then what
    was copied says something else than what is there.
    """
    told = _watch(key=f"{box}-copied", data={"box": box}, on_copied_change=lambda: None)
    held = cast("dict[str, Any]", told.copied or {})
    words = str(st.session_state.get(box) or "").split()
    html = str(held.get("html") or "")
    return html, bool(html) and str(held.get("text") or "").split() == words
