"""One part of an article in review: what changed in it, and what somebody said about it."""

import streamlit as st

from desk.frame.messages import escaped
from desk.reviews.gestures import approve, return_part
from desk.widgets.clock import spoken
from desk.widgets.difference import show_difference, show_text
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.reviews.review import Ruling, Verdict
from models.reviews.standing import Standing
from models.staff.member import ROLE_TITLES

RULINGS = {Ruling.APPROVED: "Approved", Ruling.SENT_BACK: "Sent back"}
LONGEST_REASON = 2_000


def part_to_read(
    part: Standing, base: SectionContent | None, *, may_rule: bool, may_write: bool
) -> None:
    """The text as it is now, against `base` when there is one."""
    now = SectionContent.of(part.section.draft)
    with st.container(border=True, gap="small", key=f"review-{part.section.id}"):
        is_named_below = part.section.kind is not SectionKind.HEADER and bool(now.heading)
        name = "" if is_named_below else f"**{escaped(part.name)}**  \n"
        st.markdown(f"{name}:gray[{_said(part)}]")
        _reason(part)
        if base:
            show_difference(base, now)
        else:
            show_text(now)
        with st.container(horizontal=True):
            if may_rule:
                _rule(part)
            if may_write:
                _open(part)


def part_settled(part: Standing, *, may_rule: bool) -> None:
    """An approved part, in a line."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{escaped(part.name)}  \n:gray[{_said(part)}]", width="stretch")
        if may_rule:
            _send_back(part)


def who(verdict: Verdict) -> str:
    """“Dr Cleo Adeyemi (clinician), today 14:05”, escaped."""
    if verdict.given_by is None:
        return f"the operator, {spoken(verdict.given_at)}"
    role = f" ({ROLE_TITLES[verdict.role].lower()})" if verdict.role else ""
    return f"{escaped(verdict.given_by.full_name)}{role}, {spoken(verdict.given_at)}"


def _said(part: Standing) -> str:
    verdict = part.verdict
    if verdict is None:
        return "Not approved yet"
    told = f"{RULINGS[verdict.ruling]} by {who(verdict)}"
    if part.is_current:
        return told
    return f"{told}. Changed since, so that no longer counts."


def _reason(part: Standing) -> None:
    if part.verdict and part.verdict.reason:
        with st.container(border=True):
            st.text(part.verdict.reason)


def _rule(part: Standing) -> None:
    """The number of the revision is in each key: a click means the text it was drawn with."""
    section = part.section
    if not part.is_approved:
        st.button(
            "Approve",
            icon=":material/check:",
            key=f"approve-{section.id}-{section.latest}",
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


def _send_back(part: Standing) -> None:
    section = part.section
    box = f"reason-{section.id}"
    with st.popover("Send back", icon=":material/undo:", key=f"back-{section.id}"):
        st.text_area("What should change?", key=box, max_chars=LONGEST_REASON,
                     persist_state="session")  # fmt: skip
        st.button(
            "Send it back",
            key=f"return-{section.id}-{section.latest}",
            on_click=return_part,
            args=(section.id, section.latest, box),
        )
