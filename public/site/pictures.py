"""Pictures in a page: the right size for each screen, and a place kept while they load."""

from collections.abc import Sequence
from dataclasses import dataclass

import settings
from models.articles.image import renditions_of
from models.articles.page import PageContent, PageSection

PUBLIC = "/images"
FOR_STAFF = "/desk/images"  # where the session cookie is sent along


@dataclass(frozen=True, slots=True)
class Picture:
    """`sources` is a srcset of WebP renditions; width and height in pixels.

    `focus` names, as classes, the point that stays in sight where the picture is cut.
    """

    address: str
    sources: str
    width: int
    height: int
    alt: str
    caption: str
    is_first: bool
    focus: str = ""


def picture_of(section: PageSection, *, is_first: bool, under: str = PUBLIC) -> Picture | None:
    sha256, width, height = section["image"], section["width"], section["height"]
    if not sha256 or not width or not height:
        return None
    return Picture(
        address=f"{under}/{sha256}",
        sources=sources_of(sha256, width, under),
        width=width,
        height=height,
        alt="" if section["is_decorative"] else section["alt"],
        caption=section["caption"],
        is_first=is_first,
        focus=_classes(section.get("focus")),
    )


def sources_of(sha256: str, width: int, under: str) -> str:
    """A srcset of its WebP renditions."""
    return ", ".join(f"{under}/{sha256}/{each} {each}w" for each in renditions_of(width))


def _classes(focus: Sequence[int] | None) -> str:
    """Public pages allow no inline style; site.css has a class for each of the points."""
    return f"across-{focus[0]} down-{focus[1]}" if focus else ""


def lead_picture(content: PageContent, *, is_first: bool = False) -> Picture | None:
    """The article's first picture, which stands for it in a list."""
    pictures = (picture_of(section, is_first=is_first) for section in content["sections"])
    return next((picture for picture in pictures if picture), None)


def share_address(content: PageContent) -> str:
    """Where the picture for a shared link lies; empty when the article has none."""
    if content["share_image"]:
        return f"{settings.PUBLIC_URL}/images/{content['share_image']}"
    lead = lead_picture(content)
    return f"{settings.PUBLIC_URL}{lead.address}" if lead else ""
