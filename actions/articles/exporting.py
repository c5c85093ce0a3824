"""Giving articles out as files: one, or all of them packed."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from typing import IO

from slugify import slugify
from sqlalchemy.orm import Session

from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts.writing import media_type, to_html, to_json, to_markdown
from actions.articles.refusals import ArticleGone
from models.articles.article import Article, articles_in
from models.articles.image import INSIDE
from models.articles.list import IN_USE, article_using
from models.articles.manuscript import Manuscript, ManuscriptSection
from models.staff.log import record
from models.staff.member import Actor, Permission


class ArticleFormat(StrEnum):
    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"


def _to_word(manuscript: Manuscript) -> bytes:
    from actions.articles.manuscripts.word.writing import to_docx  # noqa: PLC0415  few ask for Word

    return to_docx(manuscript)


WRITERS: dict[ArticleFormat, Callable[[Manuscript], bytes]] = {
    ArticleFormat.JSON: lambda manuscript: to_json(manuscript).encode(),
    ArticleFormat.MARKDOWN: lambda manuscript: to_markdown(manuscript).encode(),
    ArticleFormat.HTML: lambda manuscript: to_html(manuscript).encode(),
    ArticleFormat.WORD: _to_word,
}


def export_article(
    session: Session, slug: str, form: ArticleFormat, *, by: Actor
) -> tuple[str, bytes]:
    """A file's name and content. Markdown with pictures is packed with them. Errors: ArticleGone.

    JSON holds the hidden sections and the desk's notes too, the others what readers would see.
    """
    by.must(Permission.EDIT_ARTICLES)
    article = session.scalars(article_using(slug)).first()
    if article is None:
        raise ArticleGone
    manuscript = manuscript_of(session, article)
    has_pictures = manuscript.inside or any(each.image for each in manuscript.sections)
    if form is ArticleFormat.MARKDOWN and has_pictures:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            _pack(archive, manuscript, form)
        return f"{article.slug}.zip", packed.getvalue()
    return f"{article.slug}.{form}", WRITERS[form](manuscript)


def export_articles(session: Session, form: ArticleFormat, file: IO[bytes], *, by: Actor) -> int:
    """Every article outside the trash, one after another into a ZIP; how many."""
    by.must(Permission.EDIT_ARTICLES)
    ids = sorted(article.id for article in session.scalars(articles_in(*IN_USE)))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for article_id in ids:
            _pack(archive, manuscript_of(session, session.get_one(Article, article_id)), form)
            session.expunge_all()
    return len(ids)


def note_export(session: Session, form: ArticleFormat, slug: str = "", *, by: Actor) -> None:
    """In the log, before a byte is sent: writing the files out would hold everybody up."""
    by.must(Permission.EDIT_ARTICLES)
    article = session.scalars(article_using(slug)).first() if slug else None
    subject = f"article:{article.id}" if article else ""
    record(session, by, "article.exported", subject=subject, details={"format": form})


def _pack(archive: zipfile.ZipFile, manuscript: Manuscript, form: ArticleFormat) -> None:
    name = manuscript.slug
    if form is ArticleFormat.MARKDOWN:
        named = [_named(part, name, place) for place, part in enumerate(manuscript.sections)]
        manuscript = replace(manuscript, sections=tuple(named))
        for part in named:
            if part.image:
                archive.writestr(part.image_source, part.image)
        for picture in manuscript.inside:
            file = f"{name}_files/{picture.sha256[:16]}.{_ending(picture.content)}"
            archive.writestr(file, picture.content)
            manuscript = _beside(manuscript, picture.sha256, file)
    archive.writestr(f"{name}.{form}", WRITERS[form](manuscript))


def _named(section: ManuscriptSection, slug: str, place: int) -> ManuscriptSection:
    """Where its picture lies beside the text: a plain name, whatever the file was called."""
    if not section.image:
        return section
    stem = slugify(section.image_source.rpartition(".")[0], max_length=60) or "picture"
    ending = _ending(section.image)
    return replace(section, image_source=f"{slug}_files/{place}-{stem}.{ending}")


def _beside(manuscript: Manuscript, sha256: str, file: str) -> Manuscript:
    """Its texts name the file for the picture."""

    def named(text: str) -> str:
        return text.replace(f"{INSIDE}{sha256}", file)

    sections = tuple(replace(each, body=named(each.body)) for each in manuscript.sections)
    return replace(manuscript, standfirst=named(manuscript.standfirst), sections=sections)


def _ending(content: bytes) -> str:
    return media_type(content).partition("/")[2]
