"""What of a document has had its end on this screen, as the browser tells."""

import re

import streamlit as st

from desk.widgets.scripts import unseen

WITHIN = "review-document"
BELOW_THE_BAR = 170
"""Pixels at the top of the screen that the bar may cover."""
_END = re.compile(r"(\d{1,12})\.(\d{1,9})")

_watch = unseen("copydesk_ends", __file__)


def end_mark(section_id: int, number: int) -> str:
    """HTML that stands below the last line of revision `number`, a line high."""
    return f'<div class="cd-end" data-end="{section_id}.{number}">&nbsp;</div>'


def watch_ends(key: str) -> None:
    """Place it in the fragment that reads `ends_shown`: it runs again when there are more."""
    data = {"within": f".st-key-{WITHIN}", "top": BELOW_THE_BAR}
    _watch(key=key, data=data, on_ends_change=lambda: None)


def ends_shown(key: str) -> dict[int, int]:
    """Section → the newest of its revisions whose end was on this screen."""
    told = dict(st.session_state.get(key) or {}).get("ends") or []
    found = [_END.fullmatch(str(each)) for each in told]
    numbers = sorted((int(each[1]), int(each[2])) for each in found if each)
    return dict(numbers)
