"""A call to action is written once and changed in every article that shares it."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy.orm import Session

from actions.articles.history import restore_section, restore_version, set_aside
from actions.articles.lifecycle import create_article
from actions.articles.publishing import current_page, is_behind, live_version, publish_article
from actions.articles.sections import save_section
from actions.library.call_pages import change_on_pages, pages_behind, pages_held
from actions.library.calls_to_action import (
    StaleWords,
    change_call_to_action,
    create_call_to_action,
    rename_call_to_action,
    retire_call_to_action,
    take_back_change,
)
from actions.reviews.reviewing import submit_for_review
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Article, Section, SectionKind
from models.articles.content import SectionContent
from models.articles.history import newest_revision_of, revisions_of
from models.base.text import BadText
from models.library.call_to_action import CallToAction, SharedWords, calls_to_action, texts_of
from models.library.call_use import uses_of_calls
from models.staff.change_batch import ChangeBatch
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, add_to

FIRST = SharedWords("Sore?", "We *help*.", "Book a visit")
SECOND = SharedWords("Sore again?", "We help today.", "Come in")
OWN = SharedWords("Sore knee?", "Knees are ours.", "Book a knee")


@dataclass
class Shared:
    """One call to action in three articles: two share its words, the third has its own."""

    id: int
    articles: list[Written]
    sections: list[int]


@pytest.fixture
def shared(ed: Actor, mo: Actor, cleo: Actor, session: Session) -> Shared:
    """The first and the third article are public."""
    call = create_call_to_action(session, "Book a visit", FIRST, by=ed)
    following = SectionContent(call_to_action_id=call.id)
    own = OWN.put_in(replace(following, has_own_words=True))
    articles, sections = [], []
    for title, content in (("Backs", following), ("Feet", following), ("Knees", own)):
        article = create_article(session, title, by=ed)
        session.flush()
        articles.append(Written(article.id, article.slug, ()))
        sections.append(add_to(session, articles[-1], SectionKind.CALL_TO_ACTION, content))
        session.flush()
    for written in (articles[0], articles[2]):
        publish_article(session, written.id, by=mo)
    session.flush()
    return Shared(call.id, articles, sections)


def change(
    session: Session, shared: Shared, words: SharedWords, by: Actor, *, on_pages: bool = False
) -> ChangeBatch | None:
    newest = session.get_one(CallToAction, shared.id).latest
    changed = change_call_to_action(
        session, shared.id, words, based_on=newest, on_pages=on_pages, by=by
    )
    session.flush()
    return changed


def said(session: Session, section_id: int) -> SharedWords:
    return SharedWords.of(content(session, section_id))


def content(session: Session, section_id: int) -> SectionContent:
    section = session.get_one(Section, section_id)
    return SectionContent.of(session.scalars(newest_revision_of(section)).one())


def read_of(session: Session, article: Written) -> list[tuple[str, str]]:
    live = live_version(session, session.get_one(Article, article.id))
    assert live
    return [(part["heading"], part["button_label"]) for part in live.content["sections"]]


def test_a_section_that_shares_the_words_says_them(session: Session, shared: Shared) -> None:
    assert [said(session, each) for each in shared.sections] == [FIRST, FIRST, OWN]
    assert read_of(session, shared.articles[0])[-1] == ("Sore?", "Book a visit")


def test_a_change_reaches_all_that_share_it_and_not_the_one_with_own_words(
    session: Session, shared: Shared, ed: Actor
) -> None:
    change(session, shared, SECOND, ed)
    assert [said(session, each) for each in shared.sections] == [SECOND, SECOND, OWN]
    assert read_of(session, shared.articles[0])[-1] == ("Sore?", "Book a visit")


def test_readers_get_it_in_the_same_gesture(session: Session, shared: Shared, mo: Actor) -> None:
    change(session, shared, SECOND, mo, on_pages=True)
    assert read_of(session, shared.articles[0])[-1] == ("Sore again?", "Come in")
    assert read_of(session, shared.articles[2])[-1] == ("Sore knee?", "Book a knee")
    article = session.get_one(Article, shared.articles[0].id)
    assert not is_behind(live_version(session, article), current_page(session, article))


def test_readers_get_an_editors_change_when_one_who_publishes_agrees(
    session: Session, shared: Shared, ed: Actor, mo: Actor
) -> None:
    change(session, shared, SECOND, ed)
    assert [article.title for article, _ in pages_behind(session, shared.id)] == ["Backs"]
    assert len(change_on_pages(session, shared.id, by=mo)) == 1
    session.flush()
    assert pages_behind(session, shared.id) == []
    assert read_of(session, shared.articles[0])[-1] == ("Sore again?", "Come in")


def test_a_page_in_review_waits_for_its_approval(
    session: Session, shared: Shared, ed: Actor, mo: Actor
) -> None:
    submit_for_review(session, shared.articles[0].id, by=ed)
    session.flush()
    bulk = change(session, shared, SECOND, mo, on_pages=True)
    assert bulk
    assert bulk.kept["pages"] == []
    assert "not approved yet" in str(pages_held(session, shared.id)["Backs"])
    assert read_of(session, shared.articles[0])[-1] == ("Sore?", "Book a visit")


def test_words_that_the_copy_checks_hold_back_do_not_go_to_readers(
    session: Session, shared: Shared, mo: Actor
) -> None:
    risky = SharedWords("Sore?", "Our treatment is guaranteed to help.", "Come in")
    change_call_to_action(session, shared.id, risky, based_on=1, on_pages=True, by=mo)

    assert "guaranteed" in str(pages_held(session, shared.id)["Backs"])
    assert change_on_pages(session, shared.id, by=mo) == []


def test_the_uses_are_told_by_article(session: Session, shared: Shared) -> None:
    found = uses_of_calls(session, [shared.id])[shared.id]
    assert [(use.title, bool(use.following), bool(use.own), use.is_public) for use in found] == [
        ("Backs", True, False, True),
        ("Feet", True, False, False),
        ("Knees", False, True, False),
    ]


def test_a_stale_change_carries_what_a_colleague_saved(
    session: Session, shared: Shared, ed: Actor, mo: Actor
) -> None:
    change(session, shared, SECOND, ed)
    with pytest.raises(StaleWords) as stale:
        change_call_to_action(session, shared.id, OWN, based_on=1, on_pages=False, by=mo)
    assert (stale.value.newest, stale.value.theirs) == (2, SECOND)
    assert change(session, shared, SECOND, mo) is None


def test_a_change_is_taken_back_in_all_of_them(session: Session, shared: Shared, mo: Actor) -> None:
    bulk = change(session, shared, SECOND, mo, on_pages=True)
    assert bulk
    assert take_back_change(session, bulk.id, by=mo) == []
    session.flush()
    assert [said(session, each) for each in shared.sections] == [FIRST, FIRST, OWN]
    assert read_of(session, shared.articles[0])[-1] == ("Sore?", "Book a visit")
    texts = [SharedWords.of(each) for each in session.scalars(texts_of(shared.id))]
    assert texts == [FIRST, SECOND, FIRST]
    with pytest.raises(NotTakenBack, match="already"):
        take_back_change(session, bulk.id, by=mo)


def test_an_older_change_is_not_taken_back_over_a_newer_one(
    session: Session, shared: Shared, mo: Actor
) -> None:
    bulk = change(session, shared, SECOND, mo)
    change(session, shared, OWN, mo)
    assert bulk
    assert take_back_change(session, bulk.id, by=mo) == ["Backs", "Feet", "Book a visit"]
    session.flush()
    assert said(session, shared.sections[0]) == OWN


def test_text_begun_before_a_change_is_saved_in_step_with_it(
    session: Session, shared: Shared, ed: Actor
) -> None:
    change(session, shared, SECOND, ed)
    old = FIRST.put_in(SectionContent(call_to_action_id=shared.id))
    own = replace(old, has_own_words=True)
    save_section(session, shared.sections[1], own, based_on=3, by=ed)
    session.flush()
    assert said(session, shared.sections[1]) == FIRST
    save_section(session, shared.sections[1], old, based_on=4, by=ed)
    session.flush()
    assert said(session, shared.sections[1]) == SECOND


def test_words_of_an_earlier_day_come_back_as_the_sections_own(
    session: Session, shared: Shared, ed: Actor
) -> None:
    section = shared.sections[0]
    change(session, shared, SECOND, ed)
    restore_section(session, section, 2, based_on=3, by=ed)
    session.flush()
    assert said(session, section) == FIRST
    assert content(session, section).has_own_words
    change(session, shared, FIRST, ed)
    assert said(session, section) == FIRST


def test_theirs_taken_in_a_conflict_goes_on_sharing(
    session: Session, shared: Shared, ed: Actor
) -> None:
    mine = OWN.put_in(SectionContent(call_to_action_id=shared.id, has_own_words=True))
    set_aside(session, shared.sections[0], mine, based_on=2, by=ed)
    session.flush()
    assert content(session, shared.sections[0]) == FIRST.put_in(
        SectionContent(call_to_action_id=shared.id)
    )


def test_a_version_brought_back_goes_on_sharing_what_has_not_changed(
    session: Session, shared: Shared, ed: Actor
) -> None:
    restore_version(session, shared.articles[0].id, 1, by=ed)
    session.flush()
    assert content(session, shared.sections[0]).call_to_action_id == shared.id
    assert len(session.scalars(revisions_of(shared.sections[0])).all()) == 2


def test_a_name_is_the_desks_and_belongs_to_one(
    session: Session, shared: Shared, ed: Actor
) -> None:
    rename_call_to_action(session, shared.id, "  Come   in ", by=ed)
    session.flush()
    for name in ("Come in", "", "a\0b"):
        with pytest.raises(BadText, match="Name"):
            create_call_to_action(session, name, FIRST, by=ed)


def test_a_retired_one_is_offered_no_more_and_goes_on(
    session: Session, shared: Shared, ed: Actor
) -> None:
    retire_call_to_action(session, shared.id, retired=True, by=ed)
    session.flush()
    assert session.scalars(calls_to_action()).all() == []
    change(session, shared, SECOND, ed)
    assert said(session, shared.sections[0]) == SECOND


def test_what_no_longer_exists_is_not_followed(session: Session, shared: Shared, ed: Actor) -> None:
    unknown = SectionContent(heading="Sore?", call_to_action_id=999)
    save_section(session, shared.sections[0], unknown, based_on=2, by=ed)
    session.flush()
    assert content(session, shared.sections[0]) == SectionContent(heading="Sore?")


def test_who_may_do_what(session: Session, shared: Shared, ed: Actor, cleo: Actor) -> None:
    with pytest.raises(NotAllowed):
        change(session, shared, SECOND, ed, on_pages=True)
    with pytest.raises(NotAllowed):
        change_on_pages(session, shared.id, by=ed)
    for refused in (
        lambda: create_call_to_action(session, "x", FIRST, by=cleo),
        lambda: change(session, shared, SECOND, cleo),
        lambda: rename_call_to_action(session, shared.id, "x", by=cleo),
        lambda: retire_call_to_action(session, shared.id, retired=True, by=cleo),
        lambda: take_back_change(session, 1, by=cleo),
    ):
        with pytest.raises(NotAllowed):
            refused()
