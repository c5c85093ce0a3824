"""Which sources there are, and which claims rest on them."""

from sqlalchemy import Select, select

from models.claims.claim import Claim, Source, claim_source


def claims_using(source_id: int) -> Select[Claim]:
    return (
        select(Claim)
        .join(claim_source, claim_source.c.claim_id == Claim.id)
        .where(claim_source.c.source_id == source_id, Claim.dropped_at.is_(None))
        .order_by(Claim.id)
    )


def sourced_sentences(article_id: int) -> Select[str]:
    """Sentences of claims that rest on a source that was not removed."""
    return (
        select(Claim.sentence)
        .join(claim_source, claim_source.c.claim_id == Claim.id)
        .join(Source, Source.id == claim_source.c.source_id)
        .where(
            Claim.article_id == article_id,
            Claim.is_gone.is_(False),
            Claim.dropped_at.is_(None),
            Source.removed_at.is_(None),
        )
        .distinct()
    )


def sources_in_use() -> Select[Source]:
    """By title, without the removed ones."""
    return select(Source).where(Source.removed_at.is_(None)).order_by(Source.title, Source.id)


def source_at(url: str) -> Select[Source]:
    """In use, under this very address."""
    return select(Source).where(Source.url == url, Source.removed_at.is_(None)).limit(1)
