"""One part of an article in review: all of its text, what changed in it, and the answer to it."""

import streamlit as st

from desk.reviews.ends import end_mark
from desk.reviews.gestures import approve, return_part
from desk.reviews.margin import Notes, margin
from desk.widgets.difference import difference_html
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.reviews.standing import Standing

LONGEST_REASON = 2_000
BESIDE = (7, 3)


def part_to_read(
    part: Standing,
    base: SectionContent | None,
    notes: Notes,
    *,
    is_shown: bool,
    may_rule: bool,
    may_write: bool,
) -> None:
    """The text as it is now, against `base` when there is one, and beside it what to do."""
    section = part.section
    now = SectionContent.of(section.draft)
    with st.container(key=f"review-{section.id}"):
        text, beside = st.columns(BESIDE, gap="large")
        with text:
            st.html(difference_html(base or now, now) + end_mark(section.id, section.latest))
        with beside, st.container(key=f"review-margin-{section.id}", gap="small"):
            waits = may_rule and not is_shown and not part.is_approved
            margin(part, notes, is_header=section.kind is SectionKind.HEADER, waits=waits)
            with st.container(horizontal=True, gap="small"):
                if may_rule:
                    _rule(part, is_shown=is_shown)
                if may_write:
                    _open(part)


def _rule(part: Standing, *, is_shown: bool) -> None:
    """The number of the revision is in each key: a click means the text it was drawn with."""
    section = part.section
    if not part.is_approved:
        st.button(
            "Approve",
            icon=":material/check:",
            key=f"approve-{section.id}-{section.latest}",
            disabled=not is_shown,
            on_click=approve,
            args=(section.id, section.latest),
        )
    if not part.is_sent_back:
        _send_back(part)


def _open(part: Standing) -> None:
    st.button(
        "Write in it",
        type="tertiary",
        icon=":material/edit:",
        key=f"open-part-{part.section.id}",
        on_click=_choose,
        args=(str(part.section.id),),
    )


def _choose(section_id: str) -> None:
    st.query_params["section"] = section_id
    st.query_params.pop("panel", None)


def _send_back(part: Standing) -> None:
    section = part.section
    box = f"reason-{section.id}"
    last = part.verdict.id if part.verdict else 0  # with another one it is closed
    with st.popover("Send back", icon=":material/undo:", key=f"back-{section.id}-{last}"):
        st.text_area("What should change?", key=box, max_chars=LONGEST_REASON,
                     persist_state="session")  # fmt: skip
        st.button(
            "Send it back",
            key=f"return-{section.id}-{section.latest}",
            on_click=return_part,
            args=(section.id, section.latest, box),
        )
