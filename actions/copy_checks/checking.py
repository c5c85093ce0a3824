"""Looking an article over before it is published, and answering for what was found."""

from typing import Any

from sqlalchemy.orm import Session

from actions.articles.refusals import ArticleGone
from models.articles.article import Article, ArticleState
from models.articles.page import PageContent
from models.articles.passages import identity
from models.articles.published import public_among
from models.articles.readiness import Reason
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import BadText, clean_text
from models.claims.sources import sourced_sentences
from models.clinic.setting import setting
from models.copy_checks.article import slugs_linked_to
from models.copy_checks.findings import Checked, Finding, check, overridden, rule_book
from models.copy_checks.override import CheckOverride, override_with, overrides_of
from models.copy_checks.text import sections_in
from models.staff.log import record
from models.staff.member import Actor, Permission

LONGEST_REASON = 1_000
_SHOWN = 80


class CheckGone(Refused):
    words = "The passage was changed meanwhile: there is nothing to answer for."


def checked(session: Session, article_id: int, content: PageContent) -> Checked:
    """What the checks find in this text of the article, saved or not."""
    slugs = slugs_linked_to(sections_in(content))
    public = {content["slug"], *session.scalars(public_among(slugs))} if slugs else set[str]()
    book = rule_book(setting(session, "copy_rules"))
    sourced = set(map(identity, session.scalars(sourced_sentences(article_id))))
    found = check(content, book, public=public, sourced=sourced)
    reasons = {
        each.key: f"{name or 'The operator'}: {each.reason}"
        for each, name in session.execute(overrides_of(article_id))
    }
    return Checked(overridden(found.findings, reasons), found.benefits, found.risks, found.grades)


def look_over(session: Session, article_id: int, content: PageContent, *, by: Actor) -> Checked:
    """The same, for who reads it. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return checked(session, article_id, content)


def blocking_reasons(session: Session, article_id: int, content: PageContent) -> list[Reason]:
    """Why the copy checks hold this text back, each saying where and what."""
    found = checked(session, article_id, content).findings
    return [
        Reason(_told(each), section=each.section, panel="Checks")
        for each in found
        if each.is_blocking
    ]


def override_check(
    session: Session, article_id: int, key: str, content: PageContent, reason: str, *, by: Actor
) -> CheckOverride:
    """Answer for a passage by name, until it changes. Errors: CheckGone, BadText, ArticleGone."""
    by.must(Permission.PUBLISH_ARTICLES)
    _in_use(session, article_id)
    reason = clean_text(reason, field="Reason", limit=LONGEST_REASON)
    if not reason:
        raise BadText("Reason", "say why this may stand")
    found = next((e for e in checked(session, article_id, content).findings if e.key == key), None)
    if found is None:
        raise CheckGone
    override = session.scalar(override_with(article_id, key)) or CheckOverride(
        article_id=article_id, key=key, rule=found.rule.id, quote=found.quote
    )
    override.reason, override.by_id, override.at = reason, by.id, now()
    session.add(override)
    _log(session, by, "check.overridden", article_id, found.rule.id)
    return override


def take_back_override(session: Session, article_id: int, key: str, *, by: Actor) -> None:
    """The check holds the article back again. Taking back what is not there changes nothing."""
    by.must(Permission.PUBLISH_ARTICLES)
    if override := session.scalar(override_with(article_id, key)):
        session.delete(override)
        _log(session, by, "check.override_taken_back", article_id, override.rule)


def _told(finding: Finding) -> str:
    quote = finding.quote[:_SHOWN] + ("…" if len(finding.quote) > _SHOWN else "")
    passage = f" “{quote}”" if quote else ""
    where = f"“{finding.title}”: " if finding.title else ""
    what = f"{where}{finding.rule.title}.{passage}"
    return f"{what} Mend it, or let it stand with your name under Checks."


def _in_use(session: Session, article_id: int) -> Article:
    article = session.get(Article, article_id)
    if article is None or article.state is ArticleState.TRASH:
        raise ArticleGone
    return article


def _log(session: Session, by: Actor, action: str, article_id: int, rule: str) -> None:
    details: dict[str, Any] = {"rule": rule}
    record(session, by, action, subject=f"article:{article_id}", details=details)
