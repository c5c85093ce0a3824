"""The point of a picture that stays in sight wherever readers see it cut to a shape."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.library.bulk_changing import Changed
from actions.library.image_replacing import show_on_pages
from actions.staff.taking_back import keep_change
from models.articles.image import Image, Point
from models.base.refusal import Refused
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.log import record
from models.staff.member import Actor, Permission

NOTE = "Focal point moved"


class CannotFocus(Refused):
    """The picture is gone, the point is none, or a colleague moved it since."""

    words = "The picture is gone. Choose another."


def focus_image(
    session: Session,
    sha256: str,
    focus: Sequence[object],
    *,
    based_on: Point,
    on_pages: bool,
    by: Actor,
) -> ChangeBatch:
    """`focus` and the one that was on the screen, in per cent from the left and from the top.

    On pages that readers see now only when it is said so; on others when they are published.
    Errors: NotAllowed, CannotFocus.
    """
    by.must(Permission.EDIT_ARTICLES)
    if on_pages:
        by.must(Permission.PUBLISH_ARTICLES)
    image = _still_at(session, sha256, based_on)
    image.look_at(_point(focus))
    if image.focus == based_on:
        raise CannotFocus("It is there already. Move it first.")
    pages = show_on_pages(session, sha256, image, "", note=NOTE, by=by) if on_pages else []
    kept = _kept(sha256, based_on, image.focus, pages)
    told = {"focus": kept["focus"], "pages": len(pages)}
    record(session, by, "image.focused", subject=f"image:{sha256[:16]}", details=told)
    return keep_change(session, ChangeKind.PICTURE, Permission.EDIT_ARTICLES, kept, by=by)


def _kept(sha256: str, was: Point, is_: Point, pages: Changed) -> dict[str, Any]:
    """A picture in its own place."""
    kept = {"before": sha256, "after": sha256, "alt": "", "focus": [[*was], [*is_]]}
    return {**kept, "sections": [], "shares": [], "pages": pages}


def _still_at(session: Session, sha256: str, based_on: Point) -> Image:
    image = session.get(Image, sha256)
    if image is None:
        raise CannotFocus
    if image.focus != based_on:
        raise CannotFocus("A colleague moved the point since. Look at it again.")
    return image


def _point(told: Sequence[object]) -> Point:
    match told:
        case [int(across), int(down)] if 0 <= across <= 100 and 0 <= down <= 100:  # noqa: PLR2004  per cent
            return across, down
    raise CannotFocus("That point lies outside of the picture. Choose one in it.")
