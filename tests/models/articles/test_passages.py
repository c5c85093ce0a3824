"""Sentences as readers take them in, and what makes two of them the same."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.articles.passages import identity, paragraphs_of, sentences_at, sentences_of, split


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("Dr. Smith saw 3.5% of them. It helped.", ["Dr. Smith saw 3.5% of them.", "It helped."]),
        ("Tablets, e.g. these, vs. those. Ask.", ["Tablets, e.g. these, vs. those.", "Ask."]),
        ("Take approx. 5 mg. at 5 p.m. Then rest.", ["Take approx. 5 mg. at 5 p.m.", "Then rest."]),
        ("“It cured me.” Some say so.", ["“It cured me.”", "Some say so."]),
        ("Is it? Yes! Good…", ["Is it?", "Yes!", "Good…"]),
        ("", []),
    ],
)
def test_a_paragraph_is_cut_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_formatting_links_lists_tables_and_quotes_are_read_as_words() -> None:
    markdown = (
        "## A *head*\n\nOne **bold** [link](https://example.org). Two\nlines.\n\n- item\n\n"
        "> Said.\n\n| a | b |\n| - | - |\n| c | d |"
    )
    found = [(each.text, each.kind) for each in sentences_of(markdown)]

    assert found[:5] == [
        ("A head", "heading"), ("One bold link.", "text"), ("Two lines.", "text"),
        ("item", "item"), ("Said.", "quote"),
    ]  # fmt: skip
    assert [text for text, kind in found if kind == "cell"] == ["a", "b", "c", "d"]


def test_a_link_belongs_to_the_sentence_that_it_stands_in() -> None:
    first, second = sentences_of("One. Two [here](https://example.org/a).")

    assert (first.addresses, second.addresses) == ((), ("https://example.org/a",))


@pytest.mark.parametrize(
    "other",
    ["It “may” help [1].", 'It  "may" help.', "It “may” help [1, 2].", "It “may”\u00a0help."],
)
def test_quotes_spaces_and_source_numbers_make_no_other_sentence(other: str) -> None:
    assert identity(other) == identity("It “may” help.")


def test_one_word_makes_another_sentence() -> None:
    assert identity("It may help.") != identity("It will help.")


@given(st.text())
@example("# &nbsp;")
@example("#\t")
def test_any_text_can_be_read(text: str) -> None:
    for each in sentences_of(text):
        assert each.text.strip()
    identity(text)


@given(st.text(alphabet='ab .!?"”“', max_size=300))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    for paragraph in paragraphs_of(text):
        joined = "".join(split(paragraph.text))
        assert "".join(joined.split()) == "".join(paragraph.text.split())


@pytest.mark.parametrize("piece", ["(“", "a. ", "“a.” ", "x", "a.b "])
def test_the_work_grows_with_the_text_alone(piece: str) -> None:
    def took(times: int) -> float:
        started = process_time()
        split(piece * times)
        return process_time() - started

    took(100)
    assert min(took(40_000), took(40_001), took(40_002)) < 60 * max(took(4_000), 0.001)


def test_sentences_are_found_by_a_place_in_them() -> None:
    text = "One is here. Two is there. One is here."
    assert sentences_at(text, 4, 6) == ["One is here."]
    assert sentences_at(text, 8, 15) == ["One is here.", "Two is there."]
    assert sentences_at(text, len(text) - 2, len(text)) == ["One is here."]
