"""Taking a manuscript in as a draft; calls to action are found by name, or made."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

from actions.articles.labels import set_article_tags
from actions.articles.lifecycle import free_slug
from actions.articles.settings import AboutArticle
from actions.library.calls_to_action import create_call_to_action
from actions.library.images import BadImage, PreparedImage, prepare_image, store_image
from models.articles.article import Article, SectionKind
from models.articles.content import SectionContent, put_section
from models.articles.image import CENTRE, Point, with_other_inside
from models.articles.manuscript import Manuscript, ManuscriptSection, SharedCall
from models.base.text import clean_line
from models.imports.omission import Omission
from models.library.call_to_action import CallToAction, SharedWords, call_named
from models.staff.log import record
from models.staff.member import Actor, Permission

Pictures = Mapping[bytes, PreparedImage | None]


def prepared_pictures(manuscript: Manuscript) -> dict[bytes, PreparedImage | None]:
    """Decode and encode, before any transaction: it takes a while. None for an unusable one."""
    files = {section.image for section in manuscript.sections} | {manuscript.share_image}
    files |= {picture.content for picture in manuscript.inside}
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
    manuscript = _with_pictures_inside(session, manuscript, pictures, by)
    header = SectionContent(heading=manuscript.title, body=manuscript.standfirst).cleaned()
    article = _new_article(session, manuscript, header.heading, by)
    put_section(session, article.id, SectionKind.HEADER, header, position=0, by=by)
    set_article_tags(session, article.id, manuscript.tags, by=by)
    calls = {call.name: _call_for(session, call, by=by) for call in manuscript.shared_calls}
    for position, section in enumerate(manuscript.sections, start=1):
        content = _sharing(session, _content(session, section, pictures, by), section, calls)
        kind, hidden = SectionKind(section.kind), section.is_hidden
        put_section(session, article.id, kind, content, position=position, by=by, is_hidden=hidden)
    shared = pictures.get(manuscript.share_image or b"")
    article.share_image = _stored(session, shared, "", by)  # last: sections know its name
    _keep_omissions(session, article, manuscript)
    details = {"sections": len(manuscript.sections), "words": manuscript.report.words_kept}
    record(session, by, "article.imported", subject=f"article:{article.id}", details=details)
    return article


def _with_pictures_inside(
    session: Session, manuscript: Manuscript, pictures: Pictures, by: Actor
) -> Manuscript:
    """Its texts name them as they are stored here; one that cannot be used stays named."""

    def named_here(text: str) -> str:
        for told in manuscript.inside:
            stored = _stored(session, pictures.get(told.content), told.name, by, told.focus)
            text = with_other_inside(text, told.sha256, stored or told.sha256)
        return text

    sections = (replace(each, body=named_here(each.body)) for each in manuscript.sections)
    standfirst = named_here(manuscript.standfirst)
    return replace(manuscript, standfirst=standfirst, sections=tuple(sections))


def _keep_omissions(session: Session, article: Article, manuscript: Manuscript) -> None:
    session.add_all(
        Omission(article_id=article.id, **asdict(item)) for item in manuscript.report.left_out
    )


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
        image=_stored(session, prepared, section.image_source, by, section.focus),
        alt=section.alt,
        is_decorative=section.is_decorative,
        caption=section.caption,
        button_label=section.button_label,
    ).cleaned()


def _stored(
    session: Session,
    prepared: PreparedImage | None,
    source: str,
    by: Actor,
    focus: Point = CENTRE,
) -> str | None:
    if prepared is None:
        return None
    name = unquote(urlsplit(source).path).rpartition("/")[2]
    return store_image(session, prepared, name=name, focus=focus, by=by).sha256


def _call_for(session: Session, told: SharedCall, *, by: Actor) -> CallToAction:
    """The one of this name, whatever it says here by now. Errors: BadText."""
    by.must(Permission.EDIT_ARTICLES)
    name = clean_line(told.name, field="Name", limit=100)
    if known := session.scalar(call_named(name)):
        return known
    words = SharedWords(told.heading, told.body, told.button_label)
    return create_call_to_action(session, name, words, by=by)


def _sharing(
    session: Session,
    content: SectionContent,
    section: ManuscriptSection,
    calls: Mapping[str, CallToAction],
) -> SectionContent:
    """Words other than those of the shared one here stay the section's own."""
    call = calls.get(section.shared)
    if call is None:
        return content
    session.refresh(call, ["words"])
    is_other = SharedWords.of(content) != SharedWords.of(call.words)
    own = section.has_own_words or is_other
    return replace(content, call_to_action_id=call.id, has_own_words=own)
