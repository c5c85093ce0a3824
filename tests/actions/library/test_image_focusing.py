"""The point of a picture that stays in sight where it is cut: moved, shown, taken back."""

from typing import cast

import pytest
from sqlalchemy.orm import Session

from actions.articles.publishing import live_version, publish_article
from actions.library.bulk_changing import take_back_bulk_change
from actions.library.image_cropping import Part, crop_image, prepare_crop
from actions.library.image_focusing import CannotFocus, focus_image
from actions.library.image_replacing import replace_on_pages
from actions.library.images import prepare_image, store_image
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Article, SectionKind
from models.articles.content import SectionContent
from models.articles.image import CENTRE, Image, Point
from models.staff.change_batch import ChangeBatch
from models.staff.log import entries_of
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, add_to, picture

HOSTILE: list[list[object]] = [[], [1], [1, 2, 3], [-1, 50], [50, 101], ["<b>", 50], [None, 1.5]]


@pytest.fixture
def pier(ed: Actor, mo: Actor, cleo: Actor, tides: Written, session: Session) -> str:
    """In a section of a public article."""
    sha256 = store_image(session, prepare_image(picture()), name="pier.jpg", by=OPERATOR).sha256
    content = SectionContent(image=sha256, alt="A pier")
    add_to(session, tides, SectionKind.IMAGE, content)
    publish_article(session, tides.id, by=OPERATOR)
    session.flush()
    return sha256


def move(
    session: Session, sha256: str, to: Point, *, was: Point = CENTRE, on_pages: bool = False,
    by: Actor,
) -> ChangeBatch:  # fmt: skip
    bulk = focus_image(session, sha256, to, based_on=was, on_pages=on_pages, by=by)
    session.flush()
    return bulk


def on_page(session: Session, tides: Written) -> list[int] | None:
    live = live_version(session, session.get_one(Article, tides.id))
    assert live
    [shown] = [each for each in live.content["sections"] if each["image"]]
    return cast("list[int] | None", shown.get("focus"))


def test_it_is_kept_with_the_picture_and_shown_when_somebody_publishes(
    pier: str, session: Session, tides: Written, ed: Actor
) -> None:
    move(session, pier, (22, 80), by=ed)
    assert session.get_one(Image, pier).focus == (20, 80)
    assert on_page(session, tides) is None
    publish_article(session, tides.id, by=OPERATOR)
    assert on_page(session, tides) == [20, 80]


def test_who_publishes_shows_it_to_readers_at_once_and_takes_all_of_it_back(
    pier: str, session: Session, tides: Written, mo: Actor
) -> None:
    bulk = move(session, pier, (20, 80), on_pages=True, by=mo)
    assert on_page(session, tides) == [20, 80]
    assert take_back_bulk_change(session, bulk.id, by=mo) == []
    session.flush()
    assert session.get_one(Image, pier).focus == CENTRE
    assert on_page(session, tides) is None


def test_what_an_editor_moved_is_shown_to_readers_by_who_publishes(
    pier: str, session: Session, tides: Written, ed: Actor, mo: Actor
) -> None:
    bulk = move(session, pier, (0, 100), by=ed)
    with pytest.raises(NotAllowed):
        replace_on_pages(session, bulk.id, by=ed)
    assert replace_on_pages(session, bulk.id, by=mo) == 1
    assert on_page(session, tides) == [0, 100]


def test_of_two_at_once_the_second_is_told_and_an_older_undo_leaves_the_newer(
    pier: str, session: Session, ed: Actor, mo: Actor
) -> None:
    first = move(session, pier, (10, 10), by=ed)
    with pytest.raises(CannotFocus, match="colleague moved"):
        move(session, pier, (90, 90), by=mo)
    move(session, pier, (90, 90), was=(10, 10), by=mo)
    assert take_back_bulk_change(session, first.id, by=ed) == ["the focal point"]
    assert session.get_one(Image, pier).focus == (90, 90)
    with pytest.raises(NotTakenBack):
        take_back_bulk_change(session, first.id, by=ed)


@pytest.mark.parametrize("told", HOSTILE)
def test_what_is_no_point_of_the_picture_is_refused(
    pier: str, session: Session, ed: Actor, told: list[object]
) -> None:
    with pytest.raises(CannotFocus, match="outside"):
        focus_image(session, pier, told, based_on=CENTRE, on_pages=False, by=ed)
    assert session.get_one(Image, pier).focus == CENTRE


def test_no_move_and_no_picture_are_refused_with_what_to_do(
    pier: str, session: Session, ed: Actor
) -> None:
    with pytest.raises(CannotFocus, match="there already"):
        move(session, pier, (51, 49), by=ed)
    with pytest.raises(CannotFocus, match="gone"):
        move(session, "0" * 64, (1, 1), by=ed)


def test_who_may_not_edit_moves_nothing_and_who_may_not_publish_no_page(
    pier: str, session: Session, ed: Actor, cleo: Actor
) -> None:
    with pytest.raises(NotAllowed):
        move(session, pier, (1, 1), by=cleo)
    with pytest.raises(NotAllowed):
        move(session, pier, (1, 1), on_pages=True, by=ed)
    assert session.get_one(Image, pier).focus == CENTRE


def test_the_log_tells_from_where_to_where(pier: str, session: Session, ed: Actor) -> None:
    move(session, pier, (20, 80), by=ed)
    [entry] = session.scalars(entries_of("image.focused"))
    assert (entry.subject, entry.details) == (
        f"image:{pier[:16]}",
        {"focus": [[50, 50], [20, 80]], "pages": 0},
    )


def test_a_part_keeps_the_point_where_it_was(pier: str, session: Session, ed: Actor) -> None:
    move(session, pier, (60, 90), by=ed)
    part = Part(50, 0, 100, 50)
    cut = prepare_crop(session, pier, part, by=ed)
    bulk = crop_image(session, pier, cut, part, on_pages=False, by=ed)
    assert session.get_one(Image, bulk.kept["after"]).focus == (20, 100)
