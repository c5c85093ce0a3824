"""What the copy checks find in the text as it stands here, saved or not, beside the text."""

from collections.abc import Sequence

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.publishing import page_as_written
from actions.copy_checks.checking import look_over
from desk.articles.writing.drafts import being_written
from desk.articles.writing.sections import title_of
from desk.copy_checks.finding import show_finding
from desk.frame.messages import escaped
from models.articles.article import Section
from models.articles.page import PageContent
from models.base.database import reading
from models.copy_checks.findings import DISCLAIMER, Checked, Finding
from models.copy_checks.rules import Rule, Severity
from models.staff.member import Actor

MOST_SHOWN = 20
EVERYWHERE, HERE = "Whole article", "This section"


def article_checks(found: OpenArticle, section: Section | None, by: Actor) -> None:
    with reading() as session:
        content = text_here(found, by)
        result = look_over(session, found.article.id, content, by=by)
    st.caption(f"{DISCLAIMER} No finding never means that the text is right.")
    shown = _chosen(found, section, result.findings)
    st.markdown(_counted(result.findings))
    _weighed(result)
    rules = sorted({each.rule for each in shown}, key=[each.rule for each in shown].index)
    for rule in rules:
        _rule(rule, [each for each in shown if each.rule is rule], found, content, by)
    if not shown:
        st.markdown(":green[:material/check:] Nothing found here.")
    _grades(found, result)


def text_here(found: OpenArticle, by: Actor) -> PageContent:
    """The page with what this person is writing in it, up to the last key."""
    writing = {each.section_id: each.content for each in found.drafts.values()}
    if (open_here := being_written()) and open_here.article_id == found.article.id:
        writing[open_here.section_id] = open_here.text.as_dict()
    with reading() as session:
        return page_as_written(session, found.article, writing, by=by)


def _chosen(
    found: OpenArticle, section: Section | None, findings: Sequence[Finding]
) -> Sequence[Finding]:
    where = st.segmented_control(
        "Where",
        [EVERYWHERE, HERE],
        default=EVERYWHERE,
        required=True,
        key="checked",
        label_visibility="collapsed",
        bind="query-params",
    )
    if where == EVERYWHERE or section is None:
        return findings
    here = None if section.id == found.sections[0].id else section.id
    return [each for each in findings if each.section == here]


def _counted(findings: Sequence[Finding]) -> str:
    held = sum(each.is_blocking for each in findings)
    answered = sum(bool(each.override) for each in findings)
    rest = len(findings) - held - answered
    told = [f":red-badge[{held} to mend before publishing]"] if held else []
    told += [f":gray-badge[{rest} to consider]"] if rest else []
    told += [f":green-badge[{answered} answered for]"] if answered else []
    return " ".join(told)


def _weighed(result: Checked) -> None:
    """Not a verdict: the two numbers side by side, where there is something to weigh."""
    total = result.benefits + result.risks
    if total:
        told = f"Sentences about risks: {result.risks} · about benefits: {result.benefits}"
        st.progress(result.risks / total, text=told)


def _rule(
    rule: Rule, findings: list[Finding], found: OpenArticle, content: PageContent, by: Actor
) -> None:
    is_held = any(each.is_blocking for each in findings)
    icon = ":material/block:" if is_held else ":material/lightbulb:"
    is_strict = rule.severity is Severity.BLOCKING
    count = f" ({len(findings)})" if len(findings) > 1 else ""
    label = f"{rule.title}{count}"
    fold = st.expander(
        label, expanded=is_strict, icon=icon, key=f"rule-{rule.id}", on_change="rerun"
    )
    if fold.open:
        with fold:
            _opened(rule, findings, found, content, by)


def _opened(
    rule: Rule, findings: list[Finding], found: OpenArticle, content: PageContent, by: Actor
) -> None:
    """Drawn only when it is open: every key that somebody types draws the panel anew."""
    for number, finding in enumerate(findings[:MOST_SHOWN]):
        show_finding(finding, number, found, content, by)
    if more := len(findings[MOST_SHOWN:]):
        st.markdown(f"And {more} more. Mend these first.")
    said = f"{rule.why}  \n**Instead:** {rule.instead}"
    st.markdown(f"{said}  \n[{rule.reference}]({rule.url})")


def _grades(found: OpenArticle, result: Checked) -> None:
    header = found.sections[0].id
    titles = {each.id: title_of(each) for each in found.sections}
    with st.expander("Reading grade of each section", icon=":material/school:", key="grades"):
        st.caption(
            "Roughly the school year in which most people can read it (Automated Readability "
            "Index). For patients aim for 8 or less. Short sections are not counted."
        )
        lines = [
            f"- {escaped(titles.get(section or header, ''))}: **{grade}**"
            for section, grade in result.grades.items()
        ]
        st.markdown("\n".join(lines) or "No section is long enough.")
