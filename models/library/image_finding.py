"""Finding a picture of the library, and those that nothing needs any more."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from models.articles.article import Article, Draft, Revision, Version
from models.articles.image import INSIDE, Image, described_inside

NOWHERE: Mapping[str, Collection[str]] = MappingProxyType({})


def texts_with_pictures(word: str) -> Select[str]:
    """Those with this word, and with a picture between theirs."""
    held = Revision.body.contains(INSIDE) & Revision.body.icontains(word, autoescape=True)
    return select(Revision.body).where(held).distinct()


def described_with(word: str, texts: Iterable[str]) -> set[str]:
    """The pictures (SHA-256) that one of these texts describes with it."""
    return {
        sha256
        for text in texts
        for sha256, alts in described_inside(text).items()
        if any(word.casefold() in alt.casefold() for alt in alts)
    }


def found_images(
    words: str, inside: Mapping[str, Collection[str]] = NOWHERE, *, unused: bool = False
) -> Select[Image]:
    """Newest first; each word is in the file's name or where somebody described it.

    `inside` are the pictures (SHA-256) that texts describe with a word, by word.
    """
    found = select(Image).order_by(Image.uploaded_at.desc(), Image.sha256)
    for word in words.split():
        described = select(Revision.image).where(
            Revision.image.is_not(None),
            or_(
                Revision.alt.icontains(word, autoescape=True),
                Revision.caption.icontains(word, autoescape=True),
            ),
        )
        named = Image.name.icontains(word, autoescape=True)
        between = Image.sha256.in_(inside.get(word, ()))
        found = found.where(named | Image.sha256.in_(described) | between)
    return found.where(_is_unused()) if unused else found


def count_of_images(found: Select[Image]) -> Select[int]:
    return select(func.count()).select_from(found.order_by(None).subquery())


def unused_images(sha256s: Collection[str]) -> Select[str]:
    """Those of them that nothing needs: no text, no earlier text, no page of any day."""
    return select(Image.sha256).where(Image.sha256.in_(sha256s), _is_unused())


def _is_unused() -> ColumnElement[bool]:
    needed = (
        select(Revision.image).where(Revision.image.is_not(None)),
        select(Article.share_image).where(Article.share_image.is_not(None)),
        _named_in(Version.content, "share_image"),
        _named_in(Draft.content, "image"),
    )
    return and_(*(Image.sha256.not_in(names) for names in needed), ~_is_inside_a_text())


def _is_inside_a_text() -> ColumnElement[bool]:
    """Put between its words, saved or not; whatever was public was saved before."""
    written = (Revision.body, cast(Draft.content, String), cast(Draft.other, String))
    texts = union_all(
        *(select(each.label("text")).where(each.contains(INSIDE)) for each in written)
    )
    with_pictures = texts.cte("with_pictures").prefix_with("MATERIALIZED")
    return exists().where(with_pictures.c.text.contains(literal(INSIDE) + Image.sha256))


def _named_in(content: Any, name: str) -> Select[str]:
    named = content[name].as_string()
    return select(named).where(named.is_not(None))
