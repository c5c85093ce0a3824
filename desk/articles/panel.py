"""What stands beside the text: one panel at a time, chosen from a strip, kept in the address."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from actions.articles.opening import OpenArticle
from desk.articles.history import article_history
from desk.articles.open_article import CLOSED, is_wide
from desk.articles.preview import article_preview
from desk.articles.results import article_results
from desk.articles.settings import article_settings
from desk.articles.writing.omissions import article_omissions
from desk.claims.panel import article_claims
from desk.comments.panel import article_comments
from desk.copy_checks.panel import article_checks
from desk.frame.device import is_phone
from desk.reviews.document import article_review
from models.articles.article import Section
from models.staff.member import Actor, Permission

Panel = Callable[[OpenArticle, Section | None, Actor], None]

# Daily ones first, then those opened now and then. Each draws for about 360 pixels, and decides
# by `by.may` what it offers; the section is the one in the address, also a deleted one, or None.
PANELS: dict[str, Panel] = {
    "Preview": article_preview,
    "Checks": article_checks,
    "Review": article_review,
    "Comments": article_comments,
    "Claims": article_claims,
    "History": article_history,
    "Results": article_results,
    "Settings": article_settings,
    "Import": article_omissions,
}
WHOLE_WIDTH = {"Review"}
"""Read from beginning to end, so they take the place of the text."""
RARE = {"History", "Results", "Settings", "Import"}
WRITERS = {"Preview", "Import"}
_STRIP, _RARE = "panel-strip", "panel-strip-rare"


def panels_for(by: Actor) -> list[str]:
    """Who only reads has the preview in the main place, and nothing to put back."""
    is_writing = by.may(Permission.EDIT_ARTICLES)
    return [name for name in PANELS if is_writing or name not in WRITERS]


def open_panel(by: Actor) -> str | None:
    """The one in the address; without a word there, the first that fits the screen."""
    offered = panels_for(by)
    wanted = st.query_params.get("panel") or st.query_params.get("view") or _usual(by)
    return wanted if wanted in offered else None


def _usual(by: Actor) -> str:
    """Whoever came to approve what others write gets just that; a small screen gets the text."""
    if not by.may(Permission.EDIT_ARTICLES):
        return "Review" if by.may(Permission.APPROVE_ARTICLES) else CLOSED
    return CLOSED if is_phone() else "Preview"


def panel_strip(found: OpenArticle, by: Actor, counts: Mapping[str, int]) -> None:
    """Two groups, daily and rare, with how much waits in each."""
    opened = open_panel(by)
    offered = [each for each in panels_for(by) if each != "Import" or found.is_imported]
    for key, names in (
        (_STRIP, [each for each in offered if each not in RARE]),
        (_RARE, [each for each in offered if each in RARE]),
    ):
        st.session_state[key] = opened if opened in names else None
        _group(key, names, counts)
    is_beside = bool(opened) and opened not in WHOLE_WIDTH
    # Who writes has both also with nothing to do, so that the strip stays in place.
    may_edit = by.may(Permission.EDIT_ARTICLES)
    if not is_phone() and (is_beside or may_edit):
        _offer_room(is_beside=is_beside)
    if opened or may_edit:
        st.button(":material/close:", type="tertiary", key="panel-close", help="Close the panel",
                  disabled=not opened, on_click=_close)  # fmt: skip


def _offer_room(*, is_beside: bool) -> None:
    st.button(
        "Narrow" if is_wide() else "Wide",
        type="tertiary",
        icon=":material/close_fullscreen:" if is_wide() else ":material/open_in_full:",
        key="panel-width",
        help="How much room this has beside the text",
        disabled=not is_beside,
        on_click=_widen,
    )


def _group(key: str, names: Sequence[str], counts: Mapping[str, int]) -> None:
    st.segmented_control(
        "Beside the text" if key == _STRIP else "Now and then",
        names,
        key=key,
        format_func=lambda name: f"{name} {counts[name]}" if counts.get(name) else name,
        label_visibility="collapsed",
        on_change=_choose,
        args=(key,),
        wrap=True,
    )


def show_panel(found: OpenArticle, section: Section | None, by: Actor) -> None:
    """The open one alone is drawn."""
    if name := open_panel(by):
        with st.container(key=f"panel-{name.lower()}"):
            PANELS[name](found, section, by)


def _choose(key: str) -> None:
    """Pressing the open one changes nothing."""
    if chosen := st.session_state[key]:
        st.query_params["panel"] = chosen


def _close() -> None:
    st.query_params["panel"] = CLOSED


def _widen() -> None:
    if is_wide():
        del st.query_params["wide"]
    else:
        st.query_params["wide"] = "1"
