"""Finding articles by any word of what they say now, whatever is typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from actions.articles.lifecycle import restore_from_trash, trash_article
from actions.articles.sections import delete_section, save_section, undelete_section
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.library.article_filter import ArticleFilter, ArticleSort
from models.library.article_found import count_found
from models.library.article_found import found as asked
from models.library.article_search import END_OF_MARK, MARK, passages_with, search_words
from models.staff.member import OPERATOR
from tests.articles import Written, add_to, write_article


def found(term: str, **narrowed: str) -> list[int]:
    chosen = ArticleFilter(term=term, **narrowed)  # type: ignore[arg-type]  # fields by name, checked by the test
    with reading() as session:
        ids = list(session.scalars(asked(chosen)))
        assert session.scalars(count_found(chosen)).one() == len(ids)
    return ids


def save(section_id: int, based_on: int, **content: str) -> None:
    with writing() as session:
        save_section(session, section_id, SectionContent(**content), based_on=based_on, by=OPERATOR)  # type: ignore[arg-type]  # fields by name, checked by the test


@pytest.mark.parametrize(
    "term",
    [
        "tides",
        "TIDE",
        "spring",
        "spring neap",
        "neap tides slack",
        '"about neap"',
        "“about neap”",
        "creme",
        "harbor",
        "Call us to",
    ],
)
def test_every_word_may_stand_in_another_section(tides: Written, term: str) -> None:
    picture = SectionContent(alt="The harbor at noon", caption="Crème light")
    with writing() as session:
        add_to(session, tides, SectionKind.IMAGE, picture)
        call = SectionContent(button_label="Call us today")
        add_to(session, tides, SectionKind.CALL_TO_ACTION, call)
    write_article("Currents", ["Deep"])

    assert found(term) == [tides.id]


@pytest.mark.parametrize("term", ["spring currents", '"neap about"', "wrong", '"', "…", "\0", "😀"])
def test_what_is_not_said_finds_nothing(tides: Written, term: str) -> None:
    assert found(term) == []


def test_only_the_newest_text_is_found(tides: Written) -> None:
    save(tides.sections[1], 2, heading="Autumn", body="About autumn.")

    assert found("autumn") == [tides.id]
    assert found("spring") == []


def test_a_deleted_section_is_found_again_when_it_is_back(tides: Written) -> None:
    with writing() as session:
        delete_section(session, tides.sections[1], by=OPERATOR)
    assert found("spring") == []
    with writing() as session:
        undelete_section(session, tides.sections[1], by=OPERATOR)
    assert found("spring") == [tides.id]


def test_the_trash_is_searched_by_itself(tides: Written) -> None:
    with writing() as session:
        trash_article(session, tides.id, by=OPERATOR)
    assert (found("spring"), found("spring", tab="Trash")) == ([], [tides.id])
    with writing() as session:
        restore_from_trash(session, tides.id, by=OPERATOR)
    assert found("spring") == [tides.id]


def test_a_title_counts_more_than_a_mention(tides: Written) -> None:
    save(tides.sections[1], 2, body="moon moon moon moon")
    named = write_article("The moon", ["One"])

    assert found("moon") == [named.id, tides.id]
    assert found("moon", sort=ArticleSort.TITLE) == [named.id, tides.id]


def test_a_passage_shows_the_word_among_its_neighbours(session: Session, tides: Written) -> None:
    found = passages_with(session, search_words("neap"), [tides.sections[2]])

    [(section_id, text)] = found.items()
    assert section_id == tides.sections[2]
    assert text in {f"{MARK}Neap{END_OF_MARK}", f"About {MARK}neap{END_OF_MARK}."}


@given(term=st.text(st.one_of(st.characters(), st.sampled_from('"*()^:+-{}NEAR OR AND\0\ud800%_'))))
@example(term="NEAR(a b)")
@example(term="body : x")
@example(term='a AND NOT "b')
@example(term="1" * 300)
@example(term="'; DROP TABLE article; --")
def test_nothing_that_can_be_typed_is_an_error(term: str) -> None:
    found(term)


def test_the_address_says_what_is_shown_and_back() -> None:
    chosen = ArticleFilter(
        tab="Drafts", term="knee pain", author="Ed", tag="NHS & more", sort=ArticleSort.TITLE
    )

    assert ArticleFilter.from_query(chosen.to_query()) == chosen
    crooked = {"state": "Nowhere", "sort": "sideways", "q": "  a \n b "}
    assert ArticleFilter.from_query(crooked) == ArticleFilter(term="a b")
