"""An article as its readers see it: everything a page shows, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NotRequired, TypedDict, cast

from models.articles.article import Article, Section, SectionKind
from models.articles.image import CENTRE, Image, pictures_inside

PUBLIC_KINDS = frozenset(SectionKind) - {SectionKind.HEADER, SectionKind.NOTE}


class PageSection(TypedDict):
    """`body` is Markdown; `image` a SHA-256, with its width and height in pixels.

    The last three are there only when they say something: where the picture's focal point is
    when not in its middle, and the shared call to action.
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
    focus: NotRequired[list[int]]
    call_to_action_id: NotRequired[int]
    has_own_words: NotRequired[bool]


class PageContent(TypedDict):
    """What a Version keeps; `share_image` is a SHA-256.

    `inside` are pictures between the words, where there are any, by SHA-256: width and height.
    """

    title: str
    standfirst: str
    slug: str
    byline: str
    search_title: str
    search_description: str
    share_image: str | None
    sections: list[PageSection]
    inside: NotRequired[dict[str, list[int]]]


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
    content: PageContent = {
        "title": header.get("heading") or article.title,
        "standfirst": header.get("body", ""),
        "slug": article.slug,
        "byline": article.byline,
        "search_title": article.search_title,
        "search_description": article.search_description,
        "share_image": article.share_image,
        "sections": list(_shown(texts, images)),
    }
    return content | sizes_inside(content, images)


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
        shown = {
            "id": section.id,
            "kind": section.kind.value,
            "heading": text["heading"],
            "body": text["body"],
            **shown_picture(images.get(text["image"] or "")),
            "alt": text["alt"],
            "is_decorative": text["is_decorative"],
            "caption": text["caption"],
            "button_label": text["button_label"],
            **_shared(text),
        }
        yield cast("PageSection", shown)


def shown_picture(image: Image | None) -> dict[str, Any]:
    """What a page keeps of a picture, of none too."""
    if image is None:
        return {"image": None, "width": None, "height": None}
    focus = {"focus": [*image.focus]} if image.focus != CENTRE else {}
    return {"image": image.sha256, "width": image.width, "height": image.height, **focus}


def shown_inside(content: Mapping[str, Any]) -> list[str]:
    """The pictures (SHA-256) between the words of a page."""
    texts = [content["standfirst"], *(section["body"] for section in content["sections"])]
    return pictures_inside("\n".join(texts))


def sizes_inside(content: PageContent, images: Mapping[str, Image]) -> PageContent:
    """What is to be added to a page for the pictures between its words; often nothing."""
    found = [images[each] for each in shown_inside(content) if each in images]
    sizes = {"inside": {each.sha256: [each.width, each.height] for each in found}}
    return cast("PageContent", sizes if found else {})


def _shared(text: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing for most sections, so that pages of earlier days compare as equal."""
    if text["call_to_action_id"] is None:
        return {}
    own = {"has_own_words": True} if text["has_own_words"] else {}
    return {"call_to_action_id": text["call_to_action_id"], **own}
