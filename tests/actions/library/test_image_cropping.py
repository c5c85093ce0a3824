"""A part of a picture takes its place everywhere; the whole one stays and comes back."""

from io import BytesIO

import pytest
from PIL import Image as Picture
from sqlalchemy.orm import Session

from actions.articles.publishing import live_version, publish_article
from actions.library.bulk_changing import take_back_bulk_change
from actions.library.image_cropping import CannotCrop, Part, crop_image, prepare_crop
from actions.library.images import prepare_image, store_image
from models.articles.article import Article, SectionKind
from models.articles.content import SectionContent
from models.articles.history import revisions_of
from models.articles.image import Image, rendition_content
from models.staff.change_batch import ChangeBatch
from models.staff.log import entries_of
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, add_to, picture

MIDDLE = Part(25, 0, 75, 50)


@pytest.fixture
def pier(ed: Actor, mo: Actor, cleo: Actor, tides: Written, session: Session) -> str:
    """Everybody and the article are there before the test's own transaction begins."""
    return store_image(session, prepare_image(picture()), name="pier.jpg", by=OPERATOR).sha256


@pytest.fixture
def shown(tides: Written, pier: str, session: Session) -> int:
    """A section of a public article that shows the pier."""
    content = SectionContent(image=pier, alt="A pier")
    section = add_to(session, tides, SectionKind.IMAGE, content)
    publish_article(session, tides.id, by=OPERATOR)
    session.flush()
    return section


def crop(
    session: Session, sha256: str, part: Part = MIDDLE, *, on_pages: bool = False, by: Actor
) -> ChangeBatch:
    cut = prepare_crop(session, sha256, part, by=by)
    bulk = crop_image(session, sha256, cut, part, on_pages=on_pages, by=by)
    session.flush()
    return bulk


def page_pictures(session: Session, tides: Written) -> list[tuple[str | None, int | None]]:
    live = live_version(session, session.get_one(Article, tides.id))
    assert live
    return [(each["image"], each["width"]) for each in live.content["sections"] if each["image"]]


def test_the_part_takes_the_place_in_texts_and_on_pages(
    pier: str, session: Session, tides: Written, shown: int, mo: Actor
) -> None:
    part = crop(session, pier, on_pages=True, by=mo).kept["after"]
    newest = session.scalars(revisions_of(shown)).first()
    assert newest
    assert (newest.image, newest.alt) == (part, "A pier")
    assert page_pictures(session, tides) == [(part, 600)]


def test_it_is_cut_where_it_was_chosen_at_every_width(
    pier: str, session: Session, ed: Actor
) -> None:
    part = session.get_one(Image, crop(session, pier, by=ed).kept["after"])
    assert (part.width, part.height, part.name) == (600, 400, "Part of pier.jpg")
    small = Picture.open(BytesIO(session.scalars(rendition_content(part.sha256, 400)).one()))
    assert small.size == (400, 267)
    cut = Picture.open(BytesIO(part.content)).convert("L")
    assert cut.getpixel((300, 399)) == pytest.approx(127, abs=4)  # half-way down the whole one


def test_the_whole_one_stays_and_comes_back(
    pier: str, session: Session, tides: Written, shown: int, mo: Actor
) -> None:
    bulk = crop(session, pier, on_pages=True, by=mo)
    assert session.get(Image, pier)
    assert take_back_bulk_change(session, bulk.id, by=mo) == []
    session.flush()
    assert page_pictures(session, tides) == [(pier, 1200)]


def test_the_log_tells_the_part(pier: str, session: Session, ed: Actor) -> None:
    after = crop(session, pier, by=ed).kept["after"]
    [entry] = session.scalars(entries_of("image.cropped"))
    told = {"part": [25, 0, 75, 50], "by": after[:16]}
    assert (entry.subject, entry.details) == (f"image:{pier[:16]}", told)


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (Part(0, 0, 100, 100), "whole"),
        (Part(50, 0, 50, 100), "outside"),
        (Part(-1, 0, 50, 100), "outside"),
        (Part(0, 0, 3, 100), "less than 40"),
    ],
)
def test_no_part_is_refused_with_what_to_do(
    pier: str, session: Session, ed: Actor, part: Part, why: str
) -> None:
    with pytest.raises(CannotCrop, match=why):
        prepare_crop(session, pier, part, by=ed)


def test_a_picture_that_is_gone_is_refused(pier: str, session: Session, ed: Actor) -> None:
    cut = prepare_crop(session, pier, MIDDLE, by=ed)
    with pytest.raises(CannotCrop, match="gone"):
        prepare_crop(session, "0" * 64, MIDDLE, by=ed)
    with pytest.raises(CannotCrop, match="gone"):
        crop_image(session, "0" * 64, cut, MIDDLE, on_pages=False, by=ed)


def test_who_may_not_edit_crops_nothing_and_who_may_not_publish_no_page(
    pier: str, session: Session, shown: int, ed: Actor, cleo: Actor
) -> None:
    cut = prepare_crop(session, pier, MIDDLE, by=ed)
    with pytest.raises(NotAllowed):
        prepare_crop(session, pier, MIDDLE, by=cleo)
    with pytest.raises(NotAllowed):
        crop_image(session, pier, cut, MIDDLE, on_pages=False, by=cleo)
    with pytest.raises(NotAllowed):
        crop_image(session, pier, cut, MIDDLE, on_pages=True, by=ed)
