"""Finding enquiries by any word of theirs, whatever is typed."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.base.database import reading
from models.enquiries.listing.search import matching, matching_who, with_endings, words_to_find
from tests.enquiries import arrive


def found(term: str) -> list[int]:
    with reading() as session:
        return list(session.scalars(matching(words_to_find(term))))


@pytest.mark.parametrize(
    "term",
    [
        "anna",
        "ANNA",
        "smi",
        "anna smi",
        "Smith, Anna",
        "o’rourke",
        "O'Rourke",
        "zoe",
        "anna.smith@example.com",
        "knee",
        "voicemail",
        "2125550147",
        "+1 (212) 555-0147",
        "1-212-555-0147",
        "(212) 555 0147",
        "001 212 555 0147",
        "5550147",
        "0147",
        "212 555",
        "anna 212-555-0147",
        "212.555.0147 knee",
    ],
)
def test_any_word_and_any_spelling_of_a_number_finds_the_enquiry(term: str) -> None:
    wanted = arrive(
        "Anna Zoë O’Rourke Smith",
        email="anna.smith@example.com",
        phone="+1 (212) 555-0147",
        message="My knee hurts",
        notes="Left a voicemail",
    )
    arrive("Somebody Else", email="else@example.com", phone="+1 (646) 555-0199")

    assert found(term) == [wanted.id]


def test_a_reference_finds_its_enquiry() -> None:
    wanted, _other = arrive("Anna"), arrive("Bea")

    assert found(wanted.reference) == found(wanted.reference.lower()) == [wanted.id]


@pytest.mark.parametrize("term", ['"', "*", "()", "-", "\0", "…", '"""', "😀", "\ud800"])
def test_signs_alone_find_nothing(term: str) -> None:
    arrive("Anna")

    assert found(term) == []


@given(term=st.text(st.one_of(st.characters(), st.sampled_from('"*()^:+-{}NEAR OR AND\0\ud800'))))
@example(term="NEAR(a b)")
@example(term="name : x")
@example(term="a AND NOT b")
@example(term="1" * 200)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_that_can_be_typed_is_an_error(term: str) -> None:
    found(term)


def test_an_unfinished_word_is_replaced_by_the_words_that_begin_so() -> None:
    anna = arrive("Anna Smithers", message="example")
    smith = arrive("Bea Smith", email="bea.smith7@example.com")
    with reading() as session:
        sharpened = with_endings(session, words_to_find("smit"))
        one = with_endings(session, words_to_find("bea exampl"))
        none = with_endings(session, words_to_find("xylophon"))
        both = [list(session.scalars(matching(words))) for words in (sharpened, one, none)]

    assert sharpened == '("smith" OR "smith7" OR "smithers")'
    assert one == '"bea" AND ("example")'
    assert none == '"xylophon" *'
    assert [sorted(found) for found in both] == [[anna.id, smith.id], [smith.id], []]


def test_a_beginning_of_too_many_words_stays_one() -> None:
    for number in range(20):
        arrive(email=f"smith{number}@example.com")
    with reading() as session:
        assert with_endings(session, words_to_find("smit")) == '"smit" *'


@given(term=st.text(st.one_of(st.characters(), st.sampled_from('"*()^:+-{}12345abcd\0\ud800'))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_endings_and_people_can_be_asked_for_whatever_is_typed(term: str) -> None:
    with reading() as session:
        words = with_endings(session, words_to_find(term))
        list(session.scalars(matching(words)))
        list(session.scalars(matching_who(words)))
