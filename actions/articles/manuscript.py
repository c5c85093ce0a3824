"""An article's newest text as a manuscript, to be written out."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy.orm import Session, undefer

from models.articles.article import Article, Section, sections_of
from models.articles.content import SectionContent
from models.articles.image import CENTRE, Image, images_with, pictures_inside
from models.articles.manuscript import InsidePicture, Manuscript, ManuscriptSection, SharedCall
from models.articles.tag import tags_of
from models.library.call_to_action import CallToAction, SharedWords, calls_with_ids


def manuscript_of(session: Session, article: Article) -> Manuscript:
    """The newest saved text, hidden sections and pictures included; deleted sections are not."""
    header, *rest = session.scalars(sections_of(article.id)).all()
    named = [section.draft.image for section in rest]
    inside = pictures_inside("\n".join(section.draft.body for section in (header, *rest)))
    images = _images(session, [*named, article.share_image, *inside])
    shared = images.get(article.share_image or "")
    calls = _calls(session, [section.draft.call_to_action_id for section in rest])
    return Manuscript(
        title=header.draft.heading,
        slug=article.slug,
        standfirst=header.draft.body,
        sections=tuple(
            _section(section, SectionContent.of(section.draft), images, calls) for section in rest
        ),
        byline=article.byline,
        description=article.search_description,
        search_title=article.search_title,
        share_image=shared.content if shared else None,
        tags=tuple(session.scalars(tags_of(article.id))),
        shared_calls=tuple(SharedCall(call.name, **_words(call)) for call in calls.values()),
        inside=tuple(_inside(images[each]) for each in inside if each in images),
    )


def _inside(image: Image) -> InsidePicture:
    return InsidePicture(image.sha256, image.content, image.name, image.focus)


def _images(session: Session, named: Iterable[str | None]) -> dict[str, Image]:
    wanted = images_with([sha256 for sha256 in named if sha256])
    with_bytes = wanted.options(undefer(Image.content))
    return {image.sha256: image for image in session.scalars(with_bytes)}


def _calls(session: Session, ids: Iterable[int | None]) -> dict[int, CallToAction]:
    found = session.scalars(calls_with_ids({call_id for call_id in ids if call_id}))
    return {call.id: call for call in found}


def _words(call: CallToAction) -> dict[str, str]:
    return asdict(SharedWords.of(call.words))


def _section(
    section: Section,
    content: SectionContent,
    images: Mapping[str, Image],
    calls: Mapping[int, CallToAction],
) -> ManuscriptSection:
    call = calls.get(content.call_to_action_id or 0)
    image = images.get(content.image or "")
    return ManuscriptSection(
        kind=section.kind.value,
        heading=content.heading,
        body=content.body,
        alt=content.alt,
        caption=content.caption,
        button_label=content.button_label,
        image=image.content if image else None,
        image_source=image.name if image else "",
        is_hidden=section.is_hidden,
        is_decorative=content.is_decorative,
        shared=call.name if call else "",
        has_own_words=content.has_own_words,
        focus=image.focus if image else CENTRE,
    )
