"""Taking a manuscript in as a draft, and giving an article out as one."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session, undefer

from actions.article_settings import AboutArticle
from actions.articles import free_slug
from actions.images import BadImage, PreparedImage, prepare_image, store_image
from models.article import Article, SectionKind, sections_of
from models.content import SectionContent, put_section
from models.image import Image, images_with
from models.log import record
from models.manuscript import Manuscript, ManuscriptSection
from models.staff import Actor, Permission

Pictures = Mapping[bytes, PreparedImage | None]


def prepared_pictures(manuscript: Manuscript) -> dict[bytes, PreparedImage | None]:
    """Decode and encode, before any transaction: it takes a while. None for an unusable one."""
    files = {section.image for section in manuscript.sections} | {manuscript.share_image}
    return {content: _prepared(content) for content in files if content}


def _prepared(content: bytes) -> PreparedImage | None:
    try:
        return prepare_image(content)
    except BadImage:
        return None


def import_article(
    session: Session, manuscript: Manuscript, *, pictures: Pictures | None = None, by: Actor
) -> Article:
    """A draft at an address of its own. Errors: BadText.

    A picture that cannot be used leaves its section waiting, with its alternative text.
    """
    by.must(Permission.EDIT_ARTICLES)
    pictures = prepared_pictures(manuscript) if pictures is None else pictures
    header = SectionContent(heading=manuscript.title, body=manuscript.standfirst).cleaned()
    article = _new_article(session, manuscript, header.heading, by)
    shared = pictures.get(manuscript.share_image or b"")
    article.share_image = _stored(session, shared, "", by)
    put_section(session, article.id, SectionKind.HEADER, header, position=0, by=by)
    for position, section in enumerate(manuscript.sections, start=1):
        content = _content(session, section, pictures, by)
        kind, hidden = SectionKind(section.kind), section.is_hidden
        put_section(session, article.id, kind, content, position=position, by=by, is_hidden=hidden)
    details = {"sections": len(manuscript.sections), "words": manuscript.report.words_kept}
    record(session, by, "article.imported", subject=f"article:{article.id}", details=details)
    return article


def _new_article(session: Session, manuscript: Manuscript, title: str, by: Actor) -> Article:
    about = AboutArticle(
        manuscript.byline, manuscript.search_title, manuscript.description
    ).cleaned()
    article = Article(
        slug=free_slug(session, manuscript.slug or title),
        title=title,
        byline=about.byline,
        search_title=about.search_title,
        search_description=about.search_description,
        created_by_id=by.id,
        author_id=by.id,
    )
    session.add(article)
    session.flush()
    return article


def _content(
    session: Session, section: ManuscriptSection, pictures: Pictures, by: Actor
) -> SectionContent:
    prepared = pictures.get(section.image or b"")
    return SectionContent(
        heading=section.heading,
        body=section.body,
        image=_stored(session, prepared, section.image_source, by),
        alt=section.alt,
        is_decorative=section.is_decorative,
        caption=section.caption,
        button_label=section.button_label,
    ).cleaned()


def _stored(session: Session, prepared: PreparedImage | None, source: str, by: Actor) -> str | None:
    if prepared is None:
        return None
    name = unquote(urlsplit(source).path).rpartition("/")[2]
    return store_image(session, prepared, name=name, by=by).sha256


def manuscript_of(session: Session, article: Article) -> Manuscript:
    """The newest saved text, hidden sections and pictures included; deleted sections are not."""
    header, *rest = session.scalars(sections_of(article.id)).all()
    named = [section.draft.image for section in rest]
    images = _images(session, [*named, article.share_image])
    shared = images.get(article.share_image or "")
    return Manuscript(
        title=header.draft.heading,
        slug=article.slug,
        standfirst=header.draft.body,
        sections=tuple(
            _section(section.kind, section.is_hidden, SectionContent.of(section.draft), images)
            for section in rest
        ),
        byline=article.byline,
        description=article.search_description,
        search_title=article.search_title,
        share_image=shared.content if shared else None,
    )


def _images(session: Session, named: Iterable[str | None]) -> dict[str, Image]:
    wanted = images_with([sha256 for sha256 in named if sha256])
    with_bytes = wanted.options(undefer(Image.content))
    return {image.sha256: image for image in session.scalars(with_bytes)}


def _section(
    kind: SectionKind, is_hidden: bool, content: SectionContent, images: Mapping[str, Image]
) -> ManuscriptSection:
    image = images.get(content.image or "")
    return ManuscriptSection(
        kind=kind.value,
        heading=content.heading,
        body=content.body,
        alt=content.alt,
        caption=content.caption,
        button_label=content.button_label,
        image=image.content if image else None,
        image_source=image.name if image else "",
        is_hidden=is_hidden,
        is_decorative=content.is_decorative,
    )
