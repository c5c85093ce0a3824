"""An article as its readers see it: everything a page shows, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NotRequired, TypedDict

from models.articles.article import Article, Section, SectionKind
from models.articles.image import Image

PUBLIC_KINDS = frozenset(SectionKind) - {SectionKind.HEADER, SectionKind.NOTE}


class PageSection(TypedDict):
    """`body` is Markdown; `image` a SHA-256, with its width and height in pixels.

    The last two are there only when a shared call to action is.
    """

    id: int
    kind: str
    heading: str
    body: str
    image: str | None
    width: int | None
    height: int | None
    alt: str
    is_decorative: bool
    caption: str
    button_label: str
    call_to_action_id: NotRequired[int]
    has_own_words: NotRequired[bool]


class PageContent(TypedDict):
    """What a Version keeps; `share_image` is a SHA-256."""

    title: str
    standfirst: str
    slug: str
    byline: str
    search_title: str
    search_description: str
    share_image: str | None
    sections: list[PageSection]


def snapshot(
    article: Article,
    sections: Iterable[Section],
    images: Mapping[str, Image],
    writing: Mapping[int, Mapping[str, Any]] | None = None,
) -> PageContent:
    """Build the page from the newest revisions, without what is hidden, deleted or a note.

    `writing` lays unsaved text over them, for a preview: section id → Draft.content.
    """
    texts = [(section, _text(section, writing or {})) for section in sections]
    header = next((text for section, text in texts if section.kind == SectionKind.HEADER), {})
    return {
        "title": header.get("heading") or article.title,
        "standfirst": header.get("body", ""),
        "slug": article.slug,
        "byline": article.byline,
        "search_title": article.search_title,
        "search_description": article.search_description,
        "share_image": article.share_image,
        "sections": list(_shown(texts, images)),
    }


def _text(section: Section, writing: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    saved = section.draft
    return {
        "heading": saved.heading,
        "body": saved.body,
        "image": saved.image,
        "alt": saved.alt,
        "is_decorative": saved.is_decorative,
        "caption": saved.caption,
        "button_label": saved.button_label,
        "call_to_action_id": saved.call_to_action_id,
        "has_own_words": saved.has_own_words,
        **writing.get(section.id, {}),
    }


def _shown(
    texts: Iterable[tuple[Section, Mapping[str, Any]]], images: Mapping[str, Image]
) -> Iterator[PageSection]:
    for section, text in texts:
        if section.kind not in PUBLIC_KINDS or section.is_hidden or section.deleted_at:
            continue
        image = images.get(text["image"] or "")
        yield {
            "id": section.id,
            "kind": section.kind.value,
            "heading": text["heading"],
            "body": text["body"],
            "image": image.sha256 if image else None,
            "width": image.width if image else None,
            "height": image.height if image else None,
            "alt": text["alt"],
            "is_decorative": text["is_decorative"],
            "caption": text["caption"],
            "button_label": text["button_label"],
            **_shared(text),  # type: ignore[typeddict-item]  # mypy does not follow a spread
        }


def _shared(text: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing for most sections, so that pages of earlier days compare as equal."""
    if text["call_to_action_id"] is None:
        return {}
    own = {"has_own_words": True} if text["has_own_words"] else {}
    return {"call_to_action_id": text["call_to_action_id"], **own}
