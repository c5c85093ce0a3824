"""Putting another picture in the place of one, wherever it is used."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from actions.library.bulk_changing import Changed, change_pages, change_sections
from actions.staff.taking_back import keep_change, standing_change
from models.articles.article import Draft
from models.articles.content import SectionContent
from models.articles.image import Image, with_other_inside
from models.articles.page import PageContent, PageSection, shown_picture
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import clean_line
from models.library.image_use import (
    articles_sharing,
    drafts_showing,
    pages_that_may_show,
    sections_showing,
)
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.log import record
from models.staff.member import Actor, Permission

NOTE = "Picture replaced everywhere"


class CannotReplace(Refused):
    """One of the two pictures is gone, or they are the same one."""

    words = "One of the two is gone. Choose again."


def replace_image(
    session: Session, old: str, new: str, *, alt: str = "", on_pages: bool, by: Actor
) -> ChangeBatch:
    """In every newest text, and `on_pages` on what readers see, which needs the right to publish.

    An `alt` describes the new picture at each use; without one each keeps its own words.
    Earlier texts and pages keep the old picture. Errors: CannotReplace, BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    if on_pages:
        by.must(Permission.PUBLISH_ARTICLES)
    image = session.get(Image, new)
    if image is None or old == new or session.get(Image, old) is None:
        raise CannotReplace
    alt = clean_line(alt, field="Description", limit=1_000)
    sections = _in_sections(session, old, new, alt, by)
    shares = _in_shares(session, old, new)
    pages = show_on_pages(session, old, image, alt, by=by) if on_pages else []
    changed = {"sections": sections, "shares": shares, "pages": pages}
    kept = {"before": old, "after": new, "alt": alt, **changed}
    told = {"by": new[:16], "sections": len(sections), "pages": len(pages), "shares": len(shares)}
    record(session, by, "image.replaced", subject=f"image:{old[:16]}", details=told)
    return keep_change(session, ChangeKind.PICTURE, Permission.EDIT_ARTICLES, kept, by=by)


def replace_on_pages(session: Session, batch_id: int, *, by: Actor) -> int:
    """What an editor replaced in the texts, on what readers see too; on how many pages.

    Errors: NotAllowed, NotTakenBack when the texts have their old picture back.
    """
    by.must(Permission.PUBLISH_ARTICLES)
    may = Permission.PUBLISH_ARTICLES
    bulk = standing_change(session, batch_id, ChangeKind.PICTURE, may, by=by)
    kept, image = bulk.kept, session.get_one(Image, bulk.kept["after"])
    pages = show_on_pages(session, kept["before"], image, kept["alt"], by=by)
    bulk.kept = {**kept, "pages": [*kept["pages"], *pages]}
    details = {"pages": len(pages)}
    record(session, by, "change.published", subject=f"change:{bulk.id}", details=details)
    return len(pages)


def _in_sections(session: Session, old: str, new: str, alt: str, by: Actor) -> Changed:
    def other(content: SectionContent) -> SectionContent:
        content = replace(content, body=with_other_inside(content.body, old, new, alt))
        if content.image != old:
            return content
        words = content.alt if content.is_decorative else alt or content.alt
        return replace(content, image=new, alt=words)

    found = session.execute(sections_showing([old])).all()
    changed = change_sections(session, found, other, note=NOTE, by=by)
    numbers = {section_id: (before, after) for section_id, before, after in changed}
    for draft in session.scalars(drafts_showing(old)):
        _in_draft(draft, old, new, numbers.get(draft.section_id, (0, 0)))
    return changed


def _in_draft(draft: Draft, old: str, new: str, numbers: tuple[int, int]) -> None:
    """Somebody's unsaved text goes on from the new revision, unless it was stale already."""
    before, after = numbers
    draft.content = _put_into(draft.content, old, new)
    draft.other = _put_into(draft.other, old, new) if draft.other else draft.other
    draft.based_on = after if draft.based_on == before else draft.based_on


def _put_into(kept: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Wherever an unsaved text names it, in what was written in another browser too."""
    other: dict[str, Any] = json.loads(json.dumps(kept).replace(old, new))
    return other


def _in_shares(session: Session, old: str, new: str) -> list[int]:
    sharing = session.scalars(articles_sharing([old])).all()
    for article in sharing:
        article.share_image, article.updated_at = new, now()
        article.version += 1
    return [article.id for article in sharing]


def show_on_pages(
    session: Session, old: str, image: Image, alt: str, *, note: str = NOTE, by: Actor
) -> Changed:
    """On all that readers see now; the picture itself in its own place is shown as it is now."""
    by.must(Permission.PUBLISH_ARTICLES)
    found = session.execute(pages_that_may_show([old])).all()
    return change_pages(session, found, _with(old, image, alt), note=note, by=by)


def _with(old: str, image: Image, alt: str) -> Callable[[PageContent], PageContent]:
    def words(text: str) -> str:
        return with_other_inside(text, old, image.sha256, alt)

    def section(shown: PageSection) -> PageSection:
        shown = {**shown, "body": words(shown["body"])}
        if shown["image"] != old:
            return shown
        told = shown["alt"] if shown["is_decorative"] else alt or shown["alt"]
        shown.pop("focus", None)
        return {**shown, **shown_picture(image), "alt": told}  # type: ignore[typeddict-item]  # mypy does not follow a spread

    def content(page: PageContent) -> PageContent:
        shared = image.sha256 if page["share_image"] == old else page["share_image"]
        sections = [*map(section, page["sections"])]
        page = {**page, "share_image": shared, "sections": sections}
        page["standfirst"] = words(page["standfirst"])
        if old in (sizes := page.get("inside", {})):
            others = {each: size for each, size in sizes.items() if each != old}
            page["inside"] = {**others, image.sha256: [image.width, image.height]}
        return page

    return content
