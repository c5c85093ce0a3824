"""One picture replaced changes every use, and all of it can be taken back."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.articles.lifecycle import create_article, trash_article
from actions.articles.publishing import current_page, is_behind, live_version, publish_article
from actions.articles.sections import delete_section, save_section
from actions.articles.settings import AboutArticle, change_about
from actions.library.bulk_changing import take_back_bulk_change
from actions.library.image_replacing import CannotReplace, replace_image, replace_on_pages
from actions.library.images import prepare_image, store_image
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Article, SectionKind, Version
from models.articles.content import SectionContent
from models.articles.history import draft_of, newest_version_number, revisions_of
from models.base.text import BadText
from models.staff.log import LogEntry, entries_of
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, add_to, picture


@dataclass
class Harbour:
    """Two public articles and one draft that show the pier; the boat is shown nowhere."""

    pier: str
    boat: str
    articles: list[Written]
    sections: list[int]


@pytest.fixture
def harbour(ed: Actor, mo: Actor, tides: Written, session: Session) -> Harbour:
    pier, boat = (stored(session, name, width) for name, width in (("pier", 60), ("boat", 70)))
    articles = [tides, write_in(session, "Currents"), write_in(session, "Waves")]
    sections = [
        add_to(session, articles[0], SectionKind.IMAGE, SectionContent(image=pier, alt="A pier")),
        add_to(session, articles[1], SectionKind.IMAGE,
               SectionContent(image=pier, is_decorative=True)),
        add_to(session, articles[2], SectionKind.IMAGE, SectionContent(image=pier, alt="Wood")),
    ]  # fmt: skip
    change_about(session, tides.id, AboutArticle(share_image=pier), based_on=1, by=OPERATOR)
    for article in articles[:2]:
        publish_article(session, article.id, by=OPERATOR)
    session.flush()
    return Harbour(pier, boat, articles, sections)


def stored(session: Session, name: str, width: int) -> str:
    drawn = prepare_image(picture(width, 40, "PNG"))
    return store_image(session, drawn, name=name, by=OPERATOR).sha256


def write_in(session: Session, title: str) -> Written:
    article = create_article(session, title, by=OPERATOR)
    session.flush()
    written = Written(article.id, article.slug, ())
    add_to(session, written, SectionKind.TEXT, SectionContent(body=f"About {title.lower()}."))
    return written


def saved(session: Session, section_id: int) -> SectionContent:
    return SectionContent.of(session.scalars(revisions_of(section_id)).first())  # type: ignore[arg-type]  # there is one


def live(session: Session, article: Written) -> Version:
    found = live_version(session, session.get_one(Article, article.id))
    assert found
    return found


def shown(version: Version) -> list[tuple[str, int, str]]:
    return [
        (part["image"], part["width"], part["alt"])
        for part in version.content["sections"]
        if part["kind"] == "image"
    ]


def test_every_use_changes_in_texts_and_on_pages(
    session: Session, harbour: Harbour, mo: Actor
) -> None:
    bulk = replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=mo)
    session.flush()
    told = [saved(session, section) for section in harbour.sections]
    assert {each.image for each in told} == {harbour.boat}
    assert [each.alt for each in told] == ["A pier", "", "Wood"]
    assert shown(live(session, harbour.articles[0])) == [(harbour.boat, 70, "A pier")]
    assert live(session, harbour.articles[0]).content["share_image"] == harbour.boat
    assert session.get_one(Article, harbour.articles[0].id).share_image == harbour.boat
    assert len(bulk.kept["pages"]) == 2
    assert session.scalars(newest_version_number(harbour.articles[2].id)).one() == 0


def test_new_words_describe_it_where_it_is_described(
    session: Session, harbour: Harbour, mo: Actor
) -> None:
    replace_image(session, harbour.pier, harbour.boat, alt=" A boat ", on_pages=True, by=mo)
    session.flush()
    assert [saved(session, each).alt for each in harbour.sections] == ["A boat", "", "A boat"]
    assert shown(live(session, harbour.articles[0])) == [(harbour.boat, 70, "A boat")]


def test_readers_get_the_picture_and_nothing_else_that_is_being_written(
    session: Session, harbour: Harbour, mo: Actor
) -> None:
    tides = harbour.articles[0]
    unready = SectionContent(heading="Spring", body="Not ready yet.")
    save_section(session, tides.sections[1], unready, based_on=2, by=OPERATOR)
    replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=mo)
    session.flush()
    assert "Not ready yet." not in str(live(session, tides).content)
    assert shown(live(session, tides)) == [(harbour.boat, 70, "A pier")]


def test_a_page_that_was_up_to_date_stays_so(session: Session, harbour: Harbour, mo: Actor) -> None:
    replace_image(session, harbour.pier, harbour.boat, alt="A boat", on_pages=True, by=mo)
    session.flush()
    session.expire_all()
    article = session.get_one(Article, harbour.articles[0].id)
    assert not is_behind(live_version(session, article), current_page(session, article))


def test_earlier_texts_and_pages_keep_theirs(session: Session, harbour: Harbour, mo: Actor) -> None:
    before = live(session, harbour.articles[0])
    replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=mo)
    session.flush()
    assert shown(before) == [(harbour.pier, 60, "A pier")]
    images = [each.image for each in session.scalars(revisions_of(harbour.sections[0]))]
    assert images[:2] == [harbour.boat, harbour.pier]


def test_deleted_sections_and_the_trash_do_not_bring_the_old_one_back(
    session: Session, harbour: Harbour, mo: Actor
) -> None:
    delete_section(session, harbour.sections[0], by=OPERATOR)
    trash_article(session, harbour.articles[2].id, by=OPERATOR)
    replace_image(session, harbour.pier, harbour.boat, on_pages=False, by=mo)
    session.flush()
    assert {saved(session, each).image for each in harbour.sections} == {harbour.boat}


def test_unsaved_text_goes_on_with_the_new_picture(
    session: Session, harbour: Harbour, ed: Actor, mo: Actor
) -> None:
    section = harbour.sections[0]
    text = SectionContent(image=harbour.pier, alt="A pier in fog")
    keep_draft(session, section, text, based_on=2, by=ed)
    session.flush()
    replace_image(session, harbour.pier, harbour.boat, on_pages=False, by=mo)
    session.flush()
    draft = session.scalars(draft_of(ed.id or 0, section)).one()
    assert (draft.content["image"], draft.content["alt"]) == (harbour.boat, "A pier in fog")
    content = SectionContent.from_dict(draft.content)
    assert save_section(session, section, content, based_on=draft.based_on, by=ed).number == 4


def test_an_editor_changes_texts_and_one_who_publishes_agrees_for_readers(
    session: Session, harbour: Harbour, ed: Actor, mo: Actor
) -> None:
    pier, boat = harbour.pier, harbour.boat
    bulk = replace_image(session, pier, boat, alt="A boat", on_pages=False, by=ed)
    session.flush()
    assert shown(live(session, harbour.articles[0])) == [(pier, 60, "A pier")]
    assert replace_on_pages(session, bulk.id, by=mo) == 2
    session.flush()
    assert shown(live(session, harbour.articles[0])) == [(boat, 70, "A boat")]
    assert replace_on_pages(session, bulk.id, by=mo) == 0


def test_all_of_it_is_taken_back(session: Session, harbour: Harbour, mo: Actor) -> None:
    bulk = replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=mo)
    session.flush()
    assert take_back_bulk_change(session, bulk.id, by=mo) == []
    session.flush()
    assert {saved(session, each).image for each in harbour.sections} == {harbour.pier}
    assert shown(live(session, harbour.articles[0])) == [(harbour.pier, 60, "A pier")]
    assert session.get_one(Article, harbour.articles[0].id).share_image == harbour.pier
    for done in (take_back_bulk_change, replace_on_pages):
        with pytest.raises(NotTakenBack, match="already"):
            done(session, bulk.id, by=mo)


def test_a_shared_picture_that_a_colleague_chose_since_is_left(
    session: Session, harbour: Harbour, ed: Actor, mo: Actor
) -> None:
    bulk = replace_image(session, harbour.pier, harbour.boat, on_pages=False, by=ed)
    for chosen in (None, harbour.boat):
        tides = session.get_one(Article, harbour.articles[0].id)
        about = AboutArticle(share_image=chosen)
        change_about(session, tides.id, about, based_on=tides.version, by=mo)
        session.flush()
    assert take_back_bulk_change(session, bulk.id, by=ed) == ["Tides"]
    assert session.get_one(Article, harbour.articles[0].id).share_image == harbour.boat


def test_a_colleagues_replacement_is_taken_back_by_whoever_edits(
    session: Session, harbour: Harbour, ed: Actor, mo: Actor
) -> None:
    bulk = replace_image(session, harbour.pier, harbour.boat, on_pages=False, by=ed)
    assert take_back_bulk_change(session, bulk.id, by=mo) == []
    assert session.get_one(Article, harbour.articles[0].id).share_image == harbour.pier


def test_what_went_on_since_is_named_and_left(
    session: Session, harbour: Harbour, mo: Actor
) -> None:
    bulk = replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=mo)
    session.flush()
    later = SectionContent(image=harbour.boat, alt="The boat that I saw")
    save_section(session, harbour.sections[2], later, based_on=3, by=OPERATOR)
    session.flush()
    assert take_back_bulk_change(session, bulk.id, by=mo) == ["Waves"]
    session.flush()
    assert saved(session, harbour.sections[2]) == later
    assert saved(session, harbour.sections[0]).image == harbour.pier


def test_the_log_tells_numbers(session: Session, harbour: Harbour, mo: Actor) -> None:
    replace_image(session, harbour.pier, harbour.boat, alt="A boat", on_pages=True, by=mo)
    session.flush()
    [entry] = session.scalars(entries_of("image.replaced"))
    assert isinstance(entry, LogEntry)
    told = {"by": harbour.boat[:16], "sections": 3, "pages": 2, "shares": 1}
    assert (entry.subject, entry.details) == (f"image:{harbour.pier[:16]}", told)


def test_what_cannot_be_is_refused(session: Session, harbour: Harbour, mo: Actor) -> None:
    for old, new in (("0" * 64, harbour.pier), (harbour.pier, "x"), (harbour.pier, harbour.pier)):
        with pytest.raises(CannotReplace):
            replace_image(session, old, new, on_pages=False, by=mo)
    with pytest.raises(BadText, match="Description"):
        replace_image(session, harbour.pier, harbour.boat, alt="a\0", on_pages=False, by=mo)


def test_only_those_who_publish_change_what_readers_see(
    cleo: Actor, session: Session, harbour: Harbour, ed: Actor, mo: Actor
) -> None:
    with pytest.raises(NotAllowed):
        replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=ed)
    bulk = replace_image(session, harbour.pier, harbour.boat, on_pages=True, by=mo)
    session.flush()
    for forbidden in (replace_on_pages, take_back_bulk_change):
        with pytest.raises(NotAllowed):
            forbidden(session, bulk.id, by=ed)
    with pytest.raises(NotAllowed):
        replace_image(session, harbour.boat, harbour.pier, on_pages=False, by=cleo)
