"""What is looked for, told to PostgreSQL; and the words around a hit, where we find them."""

import pytest

from models.base.search.asked import index_words, tsquery
from models.base.search.passage import Frame, passage
from models.enquiries.listing.search import COLUMNS, INDEX

LABELS = dict(zip(COLUMNS, INDEX.labels, strict=True))
FRAME = Frame("‹", "›", "…", 5)


@pytest.mark.parametrize(
    "asked, told",
    [
        ('"knee"', "('knee':)"),
        ('"kne" *', "('kne':*)"),
        ('"Zoë O’Rourke" *', "('zoe': <-> 'o': <-> 'rourke':*)"),
        ('"a" AND ("b" OR "c")', "('a':) & ( ('b':) | ('c':) )"),
        ('name : "a" AND "b"', "('a':A) & ('b':)"),
        ('{name name_keys} : ("a" OR "b" *) OR "c"', "( ('a':AB) | ('b':*AB) ) | ('c':)"),
        ('{name email} : (name_keys : "a" AND "b") AND "c"', "( ('a':B) & ('b':AC) ) & ('c':)"),
        ('"☂"', "'|'"),
        ("", "'|'"),
    ],
)
def test_postgresql_is_asked_for_the_same(asked: str, told: str) -> None:
    assert tsquery(asked, LABELS) == told


@pytest.mark.parametrize(
    "typed", ["'); DROP TABLE enquiry; --", "a' | 'b", "\\'x", ":*A", "a:b&c!d"]
)
def test_what_people_type_stays_between_the_quotes(typed: str) -> None:
    between = tsquery(f'"{typed}"', LABELS)[1:-1].split(" <-> ")

    assert between == [f"'{word}':" for word in index_words(typed)]


@pytest.mark.parametrize(
    "text, asked, shown",
    [
        ("My knee hurts", '"knee"', "My ‹knee› hurts"),
        ("My Kneé, it hurts. A lot, and at night too.", '"knee" *', "My ‹Kneé›, it hurts. A…"),
        ("one two three four five six seven eight", '"six"', "…four five ‹six› seven eight"),
        ("one two three four five six", '"two three" AND "four"', "one ‹two three› ‹four› five…"),
        ("anna.smith@example.com", '"smi" *', "anna.‹smith›@example.com"),
        ("nothing of it", '"knee"', ""),
    ],
)
def test_the_words_around_a_hit_are_shown(text: str, asked: str, shown: str) -> None:
    assert passage({"message": text}, asked, FRAME) == shown


def test_the_column_with_most_of_it_is_shown() -> None:
    texts = {"name": "Anna Knee", "message": "The knee of Anna hurts"}

    assert passage(texts, '"hurts" AND "knee"', FRAME) == "The ‹knee› of Anna ‹hurts›"
    assert passage(texts, 'name : "knee"', FRAME) == "Anna ‹Knee›"
