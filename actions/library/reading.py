"""Looking through the library: pictures, shared calls to action, and what was replaced last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.library.call_pages import pages_behind, pages_held
from models.articles.image import Image, smallest_rendition
from models.library.call_to_action import (
    CallToAction,
    call_to_action,
    calls_to_action,
    newest_change_of,
)
from models.library.call_use import CallUse, uses_of_calls
from models.library.image_finding import (
    count_of_images,
    described_with,
    found_images,
    texts_with_pictures,
    unused_images,
)
from models.library.image_use import ImageUse, replacements_of, uses_of
from models.staff.change_batch import ChangeBatch, ChangeKind, standing_changes
from models.staff.member import Actor, Permission, StaffMember

REPLACED_LATELY = 5


@dataclass(frozen=True, slots=True)
class ImagePage:
    """A page of pictures, newest first, with the articles that use each, by SHA-256."""

    images: Sequence[Image]
    uses: Mapping[str, list[ImageUse]]
    total: int
    pages: int


def list_images(
    session: Session,
    words: str,
    number: int = 1,
    *,
    per_page: int,
    unused: bool = False,
    by: Actor,
) -> ImagePage:
    """The page `number`, or the last one there is. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    inside = {
        word: described_with(word, session.scalars(texts_with_pictures(word)))
        for word in words.split()
    }
    found = found_images(words, inside, unused=unused)
    total = session.scalars(count_of_images(found)).one()
    pages = max(1, -(-total // per_page))
    first = (min(number, pages) - 1) * per_page
    images = session.scalars(found.offset(first).limit(per_page)).all()
    return ImagePage(images, uses_of(session, [each.sha256 for each in images]), total, pages)


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """One picture; `is_unused` when nothing would miss it, `added_by` is a name or empty."""

    image: Image
    uses: Sequence[ImageUse]
    is_unused: bool
    added_by: str
    replacements: Sequence[ChangeBatch]


def look_up_image(session: Session, sha256: str, *, by: Actor) -> ImageRecord | None:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    image = session.get(Image, sha256)
    if image is None:
        return None
    whose = session.get(StaffMember, image.uploaded_by_id) if image.uploaded_by_id else None
    return ImageRecord(
        image=image,
        uses=uses_of(session, [sha256]).get(sha256, []),
        is_unused=session.scalar(unused_images([sha256])) is not None,
        added_by=whose.full_name if whose else "",
        replacements=session.scalars(replacements_of(sha256).limit(REPLACED_LATELY)).all(),
    )


def small_image(session: Session, sha256: str, *, by: Actor) -> bytes | None:
    """Its smallest rendition. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalar(smallest_rendition(sha256))


@dataclass(frozen=True, slots=True)
class UsedCall:
    call: CallToAction
    uses: Sequence[CallUse]


def list_calls(session: Session, *, retired: bool, by: Actor) -> list[UsedCall]:
    """By name, with their words. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    calls = session.scalars(calls_to_action(retired=retired)).all()
    uses = uses_of_calls(session, [each.id for each in calls])
    return [UsedCall(each, uses[each.id]) for each in calls]


def names_of_calls(session: Session, *, by: Actor) -> dict[int, str]:
    """Of those that are offered, A–Z. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return {each.id: each.name for each in session.scalars(calls_to_action())}


def look_up_call(session: Session, call_id: int | None, *, by: Actor) -> UsedCall | None:
    """With its words. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    call = session.scalar(call_to_action(call_id)) if call_id else None
    return UsedCall(call, uses_of_calls(session, [call.id])[call.id]) if call else None


def call_on_pages(
    session: Session, call_id: int, *, by: Actor
) -> tuple[int, Mapping[str, list[str]]]:
    """How many public pages can have the newest words now; by title, why others cannot yet.

    Errors: NotAllowed.
    """
    by.must(Permission.READ_ARTICLES)
    held = pages_held(session, call_id)
    return len(pages_behind(session, call_id)) - len(held), held


def change_to_take_back(session: Session, call: CallToAction, *, by: Actor) -> ChangeBatch | None:
    """The last one of its words, if nothing came since and it is theirs to take back.

    Errors: NotAllowed.
    """
    by.must(Permission.EDIT_ARTICLES)
    last = session.scalar(newest_change_of(call.id))
    if last is None or last.kept["after"] != str(call.latest):
        return None
    is_theirs = by.may(Permission.PUBLISH_ARTICLES) or not last.kept["pages"]
    return last if is_theirs else None


def replaced_lately(session: Session, *, by: Actor) -> Sequence[ChangeBatch]:
    """Newest first, without what was taken back. Errors: NotAllowed."""
    by.must(Permission.EDIT_ARTICLES)
    changes = standing_changes(ChangeKind.REPLACEMENT)
    return session.scalars(changes.limit(REPLACED_LATELY)).all()
