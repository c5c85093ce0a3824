"""Find and replace across articles: look, choose, change, take back."""

import pytest
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.articles.lifecycle import trash_article
from actions.articles.sections import delete_section, save_section
from actions.library.replacing import find_everywhere, replace_everywhere, undo_replacement
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Article, Revision, Section
from models.articles.content import SectionContent
from models.articles.history import newest_revision_of
from models.base.database import reading
from models.base.text import BadText
from models.library.replacing import Search
from models.staff.change_batch import ChangeKind, standing_changes
from models.staff.log import entries_of
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, write_article

SEARCH = Search("about", "Regarding")
Chosen = dict[tuple[int, int], set[int]]


def newest_in(session: Session, section_id: int) -> Revision:
    session.flush()
    session.expire_all()
    return session.scalars(newest_revision_of(session.get_one(Section, section_id))).one()


def everything(session: Session, search: Search, by: Actor) -> Chosen:
    found = find_everywhere(session, search, by=by)
    return {(each.section_id, each.number): set(range(len(each.hits))) for each in found.sections}


def test_each_section_gets_one_revision_and_some_are_left(
    session: Session, ed: Actor, tides: Written
) -> None:
    chosen = everything(session, SEARCH, ed)
    assert set(chosen) == {(section, 2) for section in tides.sections[1:]}
    chosen[tides.sections[2], 2] = set()
    made, outcomes = replace_everywhere(session, SEARCH, chosen, by=ed)
    assert made
    assert [each[0] for each in made.kept["done"]] == [tides.sections[1], tides.sections[3]]
    assert not any(each.refused for each in outcomes)
    saved = newest_in(session, tides.sections[1])
    assert (saved.body, saved.number, saved.note) == ("Regarding spring.", 3, "Find and replace")
    assert newest_in(session, tides.sections[2]).number == 2


def test_what_was_saved_since_is_told_and_not_overwritten(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    chosen = everything(session, SEARCH, ed)
    mine = SectionContent(body="About mine.")
    save_section(session, tides.sections[1], mine, based_on=2, by=mo)
    session.flush()
    delete_section(session, tides.sections[2], by=mo)
    _made, outcomes = replace_everywhere(session, SEARCH, chosen, by=ed)
    assert [each.refused for each in outcomes] == [
        "Mo Example saved it meanwhile.",
        "This section has been deleted.",
        "",
    ]
    assert newest_in(session, tides.sections[1]).body == "About mine."


def test_ones_own_unsaved_text_is_not_forgotten(
    session: Session, ed: Actor, tides: Written
) -> None:
    keep_draft(session, tides.sections[1], SectionContent(body="half"), based_on=2, by=ed)
    session.flush()
    _made, outcomes = replace_everywhere(session, SEARCH, everything(session, SEARCH, ed), by=ed)
    assert "unsaved text" in outcomes[0].refused
    assert newest_in(session, tides.sections[1]).number == 2


def test_undo_restores_all_but_what_was_edited_since(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    made, _ = replace_everywhere(session, SEARCH, everything(session, SEARCH, ed), by=ed)
    assert made
    session.flush()
    later = SectionContent(body="Later.")
    save_section(session, tides.sections[2], later, based_on=3, by=mo)
    session.flush()
    outcomes = undo_replacement(session, made.id, by=ed)
    assert [each.refused for each in outcomes] == ["", "Mo Example saved it meanwhile.", ""]
    assert outcomes[1].name.startswith("Tides")
    bodies = [newest_in(session, section).body for section in tides.sections[1:]]
    assert bodies == ["About spring.", "Later.", "About slack."]
    assert session.scalars(standing_changes(ChangeKind.REPLACEMENT)).all() == []
    with pytest.raises(NotTakenBack, match="already"):
        undo_replacement(session, made.id, by=ed)


def test_a_title_changes_with_its_section(session: Session, ed: Actor, tides: Written) -> None:
    search = Search("tides", "Ebb and flow")
    replace_everywhere(session, search, everything(session, search, ed), by=ed)
    assert session.get_one(Article, tides.id).title == "Ebb and flow"


def test_a_title_that_became_too_long_is_refused(
    session: Session, ed: Actor, tides: Written
) -> None:
    search = Search("t", "x" * 300)
    _made, outcomes = replace_everywhere(session, search, everything(session, search, ed), by=ed)
    assert "too long" in outcomes[0].refused
    with pytest.raises(BadText):
        find_everywhere(session, Search("a\0b"), by=ed)


def test_the_trash_is_left_alone(session: Session, ed: Actor, tides: Written) -> None:
    nothing = find_everywhere(session, Search("  "), by=ed)
    trash_article(session, tides.id, by=ed)
    session.flush()
    assert find_everywhere(session, SEARCH, by=ed).sections == nothing.sections == []


def test_the_log_holds_no_words(session: Session, ed: Actor, tides: Written) -> None:
    replace_everywhere(session, SEARCH, everything(session, SEARCH, ed), by=ed)
    [entry] = session.scalars(entries_of("replacement.made"))
    assert entry.details == {"sections": 3}


def test_those_who_only_read_replace_nothing(cleo: Actor, fay: Actor) -> None:
    write_article("Tides", ["One"])
    with reading() as session:
        for by in (cleo, fay):
            with pytest.raises(NotAllowed):
                find_everywhere(session, SEARCH, by=by)
            with pytest.raises(NotAllowed):
                replace_everywhere(session, SEARCH, {}, by=by)
            with pytest.raises(NotAllowed):
                undo_replacement(session, 1, by=by)
