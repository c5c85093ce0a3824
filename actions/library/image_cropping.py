"""Showing a part of a picture wherever it is used; the whole one stays in the library."""

from dataclasses import astuple, dataclass

from sqlalchemy.orm import Session

from actions.library.image_replacing import replace_image
from actions.library.images import PreparedImage, prepare_image, store_image
from models.articles.image import Image, Point, image_content
from models.base.refusal import Refused
from models.staff.change_batch import ChangeBatch
from models.staff.log import record
from models.staff.member import Actor, Permission

SMALLEST_SIDE = 40
"""Pixels. Less is a speck."""
WHOLE = (0, 0, 100, 100)


class CannotCrop(Refused):
    """The picture is gone, or the part is all of it, nothing of it, or a speck."""

    words = "The picture is gone. Choose another."


@dataclass(frozen=True, slots=True)
class Part:
    """Its edges in per cent of the whole picture, from the left and from the top."""

    left: int
    top: int
    right: int
    bottom: int

    def edges(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in pixels of a picture of that size."""
        across = round(width * self.left / 100), round(width * self.right / 100)
        down = round(height * self.top / 100), round(height * self.bottom / 100)
        return across[0], down[0], across[1], down[1]

    def focus(self, whole: Point) -> Point:
        """Where a focal point of the whole one is in this part, or the edge nearest to it."""
        across = (whole[0] - self.left) * 100 // (self.right - self.left)
        return across, (whole[1] - self.top) * 100 // (self.bottom - self.top)

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The same, of a part that can be cut. Errors: CannotCrop."""
        if astuple(self) == WHOLE:
            raise CannotCrop("That is the whole picture. Move an edge first.")
        if not (0 <= self.left < self.right <= 100 and 0 <= self.top < self.bottom <= 100):  # noqa: PLR2004  per cent
            raise CannotCrop("An edge lies outside of the picture. Move it and try again.")
        left, top, right, bottom = self.edges(width, height)
        if min(right - left, bottom - top) < SMALLEST_SIDE:
            raise CannotCrop("That part is less than 40 pixels wide or high. Take in more of it.")
        return left, top, right, bottom


def prepare_crop(session: Session, sha256: str, part: Part, *, by: Actor) -> PreparedImage:
    """Cut before anything is written: it takes a while. Errors: NotAllowed, CannotCrop."""
    by.must(Permission.EDIT_ARTICLES)
    image = session.get(Image, sha256)
    if image is None:
        raise CannotCrop
    edges = part.pixels(image.width, image.height)
    content, _ = session.execute(image_content(sha256)).one()
    return prepare_image(content, edges)


def crop_image(
    session: Session, sha256: str, cut: PreparedImage, part: Part, *, on_pages: bool, by: Actor
) -> ChangeBatch:
    """The part is a picture of its own, in the place of the whole one; taken back as replacing is.

    Errors: NotAllowed, CannotCrop.
    """
    by.must(Permission.EDIT_ARTICLES)
    whole = session.get(Image, sha256)
    if whole is None:
        raise CannotCrop
    name = f"Part of {whole.name}" if whole.name else ""
    image = store_image(session, cut, name=name[:200], focus=part.focus(whole.focus), by=by)
    bulk = replace_image(session, sha256, image.sha256, on_pages=on_pages, by=by)
    edges = list(astuple(part))
    bulk.kept = {**bulk.kept, "part": edges}
    told = {"part": edges, "by": image.sha256[:16]}
    record(session, by, "image.cropped", subject=f"image:{sha256[:16]}", details=told)
    return bulk
