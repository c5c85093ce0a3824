"""Pictures in a page: the right size for each screen, and a place kept while they load."""

from dataclasses import dataclass

import settings
from models.articles.image import renditions_of
from models.articles.page import PageContent, PageSection

PUBLIC = "/images"
FOR_STAFF = "/desk/images"  # where the session cookie is sent along


@dataclass(frozen=True, slots=True)
class Picture:
    """`sources` is a srcset of WebP renditions; width and height in pixels."""

    address: str
    sources: str
    width: int
    height: int
    alt: str
    caption: str
    is_first: bool


def picture_of(section: PageSection, *, is_first: bool, under: str = PUBLIC) -> Picture | None:
    sha256, width, height = section["image"], section["width"], section["height"]
    if not sha256 or not width or not height:
        return None
    return Picture(
        address=f"{under}/{sha256}",
        sources=", ".join(f"{under}/{sha256}/{each} {each}w" for each in renditions_of(width)),
        width=width,
        height=height,
        alt="" if section["is_decorative"] else section["alt"],
        caption=section["caption"],
        is_first=is_first,
    )


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
