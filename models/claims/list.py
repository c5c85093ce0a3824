"""The ledger over all articles: which claims wait for somebody, and why."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import selectinload

from models.articles.article import Article, ArticleState
from models.claims.claim import Claim, Source, claim_source

PER_PAGE = 20


class Wanted(StrEnum):
    """The filter of the ledger, as it stands in the address."""

    ALL = "All"
    UNREVIEWED = "Unreviewed"
    EXPIRED = "Expired"
    NO_SOURCE = "Without source"
    REMOVED = "Source removed"
    GONE = "Not in the text"


_USED = claim_source.c.claim_id == Claim.id
_ANY_SOURCE = exists().where(_USED).correlate(Claim)
_REMOVED_SOURCE = (
    exists()
    .where(_USED, Source.id == claim_source.c.source_id, Source.removed_at.is_not(None))
    .correlate(Claim)
)


def claims_wanted(wanted: Wanted, words: str, today: date) -> Select[Claim, str, str]:
    """Each with the slug and title of its article, newest first; trash is left out."""
    found = (
        select(Claim, Article.slug, Article.title)
        .join(Article, Article.id == Claim.article_id)
        .where(Article.state != ArticleState.TRASH, Claim.dropped_at.is_(None))
        .where(*_conditions(wanted, today))
        .order_by(Claim.id.desc())
        .options(selectinload(Claim.sources), selectinload(Claim.reviewed_by))
    )
    for word in words.split():
        found = found.where(Claim.sentence.icontains(word, autoescape=True))
    return found


def count_of_claims(found: Select[Claim, str, str]) -> Select[int]:
    ids = found.with_only_columns(Claim.id).order_by(None).options().subquery()
    return select(func.count()).select_from(ids)


def _conditions(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    present = Claim.is_gone.is_(False)
    conditions: dict[Wanted, list[ColumnElement[bool]]] = {
        Wanted.ALL: [true()],
        Wanted.UNREVIEWED: [present, Claim.reviewed_at.is_(None)],
        Wanted.EXPIRED: [present, Claim.expires_on < today],
        Wanted.NO_SOURCE: [present, ~_ANY_SOURCE],
        Wanted.REMOVED: [present, _REMOVED_SOURCE],
        Wanted.GONE: [Claim.is_gone.is_(True)],
    }
    return conditions[wanted]
