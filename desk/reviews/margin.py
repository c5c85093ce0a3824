"""What stands beside a part in review: who said what of it, what the checks found, its claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.claims.reading import claims_in
from actions.copy_checks.checking import look_over
from desk.claims.card import claim_badge
from desk.frame.messages import escaped
from desk.widgets.clock import spoken
from models.base.database import reading
from models.claims.claim import Claim
from models.copy_checks.findings import Finding
from models.reviews.review import Ruling, Verdict
from models.reviews.standing import Standing
from models.staff.member import ROLE_TITLES, Actor

RULINGS = {Ruling.APPROVED: "Approved", Ruling.SENT_BACK: "Sent back"}
MOST, LONGEST = 6, 90


@dataclass(frozen=True, slots=True)
class Notes:
    """By section id; what is found in the title and introduction stands under None."""

    findings: dict[int | None, list[Finding]]
    claims: dict[int, list[Claim]]


def notes_on(found: OpenArticle, by: Actor) -> Notes:
    findings: dict[int | None, list[Finding]] = {}
    claims: dict[int, list[Claim]] = {}
    with reading() as session:
        for finding in look_over(session, found.article.id, found.saved, by=by).findings:
            findings.setdefault(finding.section, []).append(finding)
        for claim in claims_in(session, found.article.id, by=by):
            claims.setdefault(claim.section_id, []).append(claim)
    return Notes(findings, claims)


def margin(part: Standing, notes: Notes, *, is_header: bool, waits: bool) -> None:
    """One text, so that a long article stays quick to draw and nothing below it moves.

    `waits`: until it has been read to its end.
    """
    section_id = part.section.id
    lines = [f":gray[{said_of(part)}{'. Approve opens at the end of the text.' * waits}]"]
    lines += _found(notes.findings.get(None if is_header else section_id, []))
    lines += _claimed(notes.claims.get(section_id, []))
    st.markdown(":small[" + "]  \n:small[".join(lines) + "]")
    if part.verdict and part.verdict.reason:
        with st.container(border=True):
            st.text(part.verdict.reason)


def said_of(part: Standing) -> str:
    verdict = part.verdict
    if verdict is None:
        return "Not approved yet"
    told = f"{RULINGS[verdict.ruling]} by {who(verdict)}"
    if part.is_current:
        return told
    return f"{told}. Changed since, so that no longer counts."


def who(verdict: Verdict) -> str:
    """“Dr Cleo Adeyemi (clinician), today 14:05”, escaped."""
    if verdict.given_by is None:
        return f"the operator, {spoken(verdict.given_at)}"
    role = f" ({ROLE_TITLES[verdict.role].lower()})" if verdict.role else ""
    return f"{escaped(verdict.given_by.full_name)}{role}, {spoken(verdict.given_at)}"


def _found(findings: Sequence[Finding]) -> list[str]:
    """Blocking ones first, as the checks give them; those answered for are nobody's work."""
    left = [each for each in findings if not each.override]
    told = [_finding(each) for each in left[:MOST]]
    return [*told, f"And {len(left) - MOST} more under Checks."] if len(left) > MOST else told


def _finding(finding: Finding) -> str:
    colour, icon = ("red", "block") if finding.is_blocking else ("orange", "lightbulb")
    quote = shorten(finding.quote, LONGEST, placeholder="…")
    told = f" “{escaped(quote)}”" if quote else ""
    return f":{colour}[:material/{icon}: {escaped(finding.rule.title)}]{told}"


def _claimed(claims: Sequence[Claim]) -> list[str]:
    told = [f"{claim_badge(each)} {escaped(_cut(each.sentence))}" for each in claims[:MOST]]
    return [*told, f"And {len(claims) - MOST} more under Claims."] if len(claims) > MOST else told


def _cut(sentence: str) -> str:
    return shorten(sentence, LONGEST, placeholder="…")
