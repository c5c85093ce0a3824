"""One passage that a copy check found: the way to it, and somebody's name for leaving it."""

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.copy_checks.checking import (
    LONGEST_REASON,
    override_check,
    take_back_override,
)
from desk.articles.writing.sections import open_section
from desk.claims.gestures import make_claim
from desk.frame.acting import attempt, show_refusal
from desk.frame.messages import escaped, say, say_trouble
from desk.frame.sign_in import acting
from models.articles.page import PageContent
from models.base.text import BadText
from models.copy_checks.findings import Finding
from models.staff.member import Actor, Permission

AROUND = 90


def show_finding(
    finding: Finding, number: int, found: OpenArticle, content: PageContent, by: Actor
) -> None:
    """`number` tells apart two findings with the same words."""
    key = f"{finding.key}-{number}"
    with st.container(border=True):
        if finding.quote:
            st.markdown(_marked(finding))
        if finding.note:
            st.markdown(escaped(finding.note))
        if finding.override:
            st.caption(f":material/how_to_reg: {escaped(finding.override)}")
        with st.container(horizontal=True):
            where = escaped(finding.title) or "Untitled section"
            if st.button(where, icon=":material/arrow_back:", type="tertiary", key=f"to-{key}"):
                open_section(finding.section or found.sections[0].id)
            _claiming(finding, key, found, by)
            if by.may(Permission.PUBLISH_ARTICLES):
                _answering(finding, key, found, content)


def _marked(finding: Finding) -> str:
    """The passage, its part that counts on a coloured ground; only what stands near it."""
    before, after = finding.quote[: finding.start], finding.quote[finding.end :]
    before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    hit = finding.quote[finding.start : finding.end]
    marked = f":orange-background[{escaped(hit)}]" if hit.strip() else ""
    space = " " if before[-1:].isspace() else ""
    return f"{escaped(before)}{space}{marked}{_led(after)}"


def _led(after: str) -> str:
    return f"{' ' if after[:1].isspace() else ''}{escaped(after)}"


def _claiming(finding: Finding, key: str, found: OpenArticle, by: Actor) -> None:
    """A sentence that lacks a reference may get it as a claim."""
    if finding.rule.needs_source and finding.quote and by.may(Permission.EDIT_ARTICLES):
        icon = ":material/fact_check:"
        if st.button("Make it a claim", icon=icon, type="tertiary", key=f"claim-{key}"):
            make_claim(finding.section or found.sections[0].id, finding.quote)


def _answering(finding: Finding, key: str, found: OpenArticle, content: PageContent) -> None:
    if finding.is_blocking:
        with st.popover("Let it stand", type="tertiary", key=f"answer-{key}"):
            _ask(finding, key, found.article.id, content)
    elif finding.override and st.button("Take back", type="tertiary", key=f"back-{key}"):
        with acting() as (session, by):
            take_back_override(session, found.article.id, finding.key, by=by)
        say("The check holds the article back again.")


def _ask(finding: Finding, key: str, article_id: int, content: PageContent) -> None:
    st.write(
        "Your name and your reason stay with this passage. When it changes, they no longer count."
    )
    reason = st.text_area("Why it may stand", key=f"reason-{key}", max_chars=LONGEST_REASON,
                          persist_state="session")  # fmt: skip
    if not st.button("Let it stand in my name", type="primary", key=f"answered-{key}"):
        return
    if attempt(
        lambda session, by: override_check(
            session, article_id, finding.key, content, reason, by=by
        ),
        tell=say_trouble,
        unless={BadText: show_refusal},
    ):
        say("Noted with your name.")
