"""Where a picture is used, as each select and the library's list see it."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.articles.lifecycle import trash_article
from actions.articles.publishing import publish_article
from actions.articles.sections import delete_section, save_section
from actions.articles.settings import AboutArticle, change_about
from actions.library.images import ImageInUse, delete_image, prepare_image, store_image
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.library.image_finding import found_images, unused_images
from models.library.image_use import uses_of
from models.staff.member import OPERATOR, Actor
from tests.articles import Written, add_to, picture

Store = Callable[[str, int], str]


@pytest.fixture
def store(session: Session) -> Store:
    """Keeps a picture of this name and width; its SHA-256."""

    def store(name: str, width: int) -> str:
        drawn = prepare_image(picture(width, 40, "PNG"))
        return store_image(session, drawn, name=name, by=OPERATOR).sha256

    return store


def shown(sha256: str, alt: str = "") -> SectionContent:
    return SectionContent(image=sha256, alt=alt, is_decorative=not alt)


def test_each_use_is_told_once_an_article(session: Session, tides: Written, store: Store) -> None:
    pier = store("pier.png", 60)
    first = add_to(session, tides, SectionKind.IMAGE, shown(pier, "The pier at low tide"))
    second = add_to(session, tides, SectionKind.IMAGE, shown(pier))
    change_about(session, tides.id, AboutArticle(share_image=pier), based_on=1, by=OPERATOR)
    session.flush()
    [use] = uses_of(session, [pier])[pier]
    assert (use.slug, use.is_shared, use.is_public) == ("tides", True, False)
    assert [(each.section_id, each.alt) for each in use.sections] == [
        (first, "The pier at low tide"),
        (second, ""),
    ]


def test_a_public_page_uses_it_when_the_text_has_moved_on(
    session: Session, tides: Written, store: Store
) -> None:
    pier, boat = store("pier.png", 60), store("boat.png", 70)
    section = add_to(session, tides, SectionKind.IMAGE, shown(pier, "A pier"))
    publish_article(session, tides.id, by=OPERATOR)
    save_section(session, section, shown(boat, "A boat"), based_on=2, by=OPERATOR)
    session.flush()
    uses = uses_of(session, [pier, boat])
    assert [(use.is_public, use.sections) for use in uses[pier]] == [(True, [])]
    assert [(use.is_public, len(use.sections)) for use in uses[boat]] == [(False, 1)]


def test_deleted_sections_and_the_trash_still_use_it(
    session: Session, tides: Written, store: Store
) -> None:
    pier = store("pier.png", 60)
    section = add_to(session, tides, SectionKind.IMAGE, shown(pier, "A pier"))
    delete_section(session, section, by=OPERATOR)
    trash_article(session, tides.id, by=OPERATOR)
    session.flush()
    [use] = uses_of(session, [pier])[pier]
    assert use.is_in_trash
    assert use.sections[0].is_deleted


def test_only_what_nothing_ever_showed_is_unused(
    session: Session, tides: Written, store: Store
) -> None:
    pier, boat, crab = (
        store(name, width) for name, width in (("pier", 60), ("boat", 70), ("crab", 80))
    )
    section = add_to(session, tides, SectionKind.IMAGE, shown(pier, "A pier"))
    save_section(session, section, shown(boat, "A boat"), based_on=2, by=OPERATOR)
    session.flush()
    assert session.scalars(unused_images([pier, boat, crab])).all() == [crab]
    assert session.scalars(found_images("", unused=True)).one().sha256 == crab


def test_a_picture_that_once_stood_for_a_shared_link_is_kept(
    session: Session, tides: Written, store: Store
) -> None:
    pier = store("pier.png", 60)
    change_about(session, tides.id, AboutArticle(share_image=pier), based_on=1, by=OPERATOR)
    publish_article(session, tides.id, by=OPERATOR)
    change_about(session, tides.id, AboutArticle(), based_on=2, by=OPERATOR)
    session.flush()
    assert session.scalar(unused_images([pier])) is None
    assert uses_of(session, [pier])[pier][0].is_public


@pytest.mark.parametrize(
    ("words", "names"),
    [("", {"pier.png", "boat.png"}), ("LOW pier", {"pier.png"}), ("boat", {"boat.png"}),
     ("100%", set()), ("_", set())],
)  # fmt: skip
def test_a_picture_is_found_by_its_name_and_its_description(
    session: Session, tides: Written, store: Store, words: str, names: set[str]
) -> None:
    pier = store("pier.png", 60)
    store("boat.png", 70)
    add_to(session, tides, SectionKind.IMAGE, shown(pier, "At low tide"))
    session.flush()
    assert {image.name for image in session.scalars(found_images(words))} == names


def test_a_picture_between_the_words_of_a_text_is_needed(
    session: Session, ed: Actor, tides: Written, store: Store
) -> None:
    saved, typed, free = (store("sea", width) for width in (30, 40, 50))
    body = f"Look: ![the sea](/images/{saved})"
    section = tides.sections[1]
    save_section(session, section, SectionContent(body=body), based_on=2, by=ed)
    session.flush()
    draft = SectionContent(body=f"![a boat](/images/{typed})")
    keep_draft(session, section, draft, based_on=3, by=ed)
    session.flush()
    assert list(session.scalars(unused_images([saved, typed, free]))) == [free]
    assert [each.sha256 for each in session.scalars(found_images("", unused=True))] == [free]
    with pytest.raises(ImageInUse):
        delete_image(session, saved, by=ed)
