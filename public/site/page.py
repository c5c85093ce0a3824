"""One article as its readers see it: public or in preview, the same page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from models.articles.anchors import anchors, heading_of
from models.articles.markdown import words
from models.articles.page import PageContent
from public.site.body import body_html, introduction_html
from public.site.html import page
from public.site.pictures import FOR_STAFF, PUBLIC, Picture, picture_of
from public.site.reviewed import Reviewed
from public.site.structured import author_of, structured

WORDS_A_MINUTE = 220
LONG_ENOUGH_FOR_CONTENTS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One section, ready to show; `id` names it in a preview."""

    id: int
    anchor: str
    style: str
    heading: str
    body: Markup
    picture: Picture | None
    button: str


def render(
    content: PageContent,
    *,
    published_at: datetime | None,
    modified_at: datetime | None,
    canonical: str,
    review: Reviewed | None = None,
    is_preview: bool = False,
    form: Mapping[str, Any] | None = None,
    past: object = None,
) -> str:
    """Return the whole page. `form` fills the booking form below it; None leaves the form out.

    `past` (public.site.past.Past) says of which moment it is a record.
    """
    parts = list(_parts(content, images := FOR_STAFF if is_preview else PUBLIC))
    return page(
        "article.html",
        content=content,
        parts=parts,
        **_about(content, parts, canonical, images),
        structured=structured(content, published_at, modified_at, canonical, review),
        published_at=published_at,
        modified_at=modified_at,
        review=review,
        is_preview=is_preview,
        form=form,
        past=past,
    )


def _about(content: PageContent, parts: list[Part], canonical: str, images: str) -> dict[str, Any]:
    return {
        "introduction": introduction_html(content["standfirst"], content.get("inside", {}), images),
        "contents": _contents(parts),
        "canonical": canonical,
        "author": author_of(content),
        "minutes": minutes_to_read(content),
        "share_links": _share_links(content["title"], canonical),
    }


def minutes_to_read(content: PageContent) -> int:
    texts = [content["standfirst"], *(section["body"] for section in content["sections"])]
    return max(1, round(sum(map(words, texts)) / WORDS_A_MINUTE))


def _parts(content: PageContent, images: str) -> Iterator[Part]:
    sections = content["sections"]
    headings = [heading_of(section) for section in sections]
    bodies = body_html(
        [(h, section["body"]) for h, section in zip(headings, sections, strict=True)],
        content.get("inside", {}),
        images,
    )
    for position, (section, anchor, heading, body) in enumerate(
        zip(sections, anchors(headings), headings, bodies, strict=True)
    ):
        picture = picture_of(section, is_first=position == 0, under=images)
        button = section["button_label"] or "Book an appointment"
        if heading or body or picture:
            style = section["kind"].replace("_", "-")
            yield Part(section["id"], anchor, style, heading, body, picture, button)


def _contents(parts: list[Part]) -> list[Part]:
    headed = [part for part in parts if part.heading and part.style != "call-to-action"]
    return headed if len(headed) >= LONG_ENOUGH_FOR_CONTENTS else []


def _share_links(title: str, canonical: str) -> list[tuple[str, str]]:
    address, words_ = quote(canonical, safe=""), quote(title, safe="")
    return [
        ("Email", f"mailto:?subject={words_}&body={address}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={address}"),
        ("X", f"https://x.com/intent/post?text={words_}&url={address}"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={address}"),
        ("WhatsApp", f"https://wa.me/?text={words_}%20{address}"),
    ]
