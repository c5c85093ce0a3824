"""What changed between two texts."""

import time

from hypothesis import given
from hypothesis import strategies as st

from models.articles.difference import as_read, difference

WORDS = st.lists(st.sampled_from(["tide", "moon", " ", "\n\n", ".", "é", "<b>"])).map("".join)


@given(WORDS, WORDS)
def test_the_pieces_read_as_either_text(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == after


def test_one_changed_word_is_one_change() -> None:
    pieces = difference("The tide may rise.", "The tide will rise.")
    changes = [(piece.change, piece.text) for piece in pieces if piece.change != "same"]
    assert changes == [("removed", "may"), ("added", "will")]


def test_a_changed_phrase_reads_as_one() -> None:
    pieces = difference("It is very low now.", "It is quite high now.")
    changes = [(piece.change, piece.text) for piece in pieces if piece.change != "same"]
    assert changes == [("removed", "very low"), ("added", "quite high")]


def test_links_and_pictures_show_in_what_is_read() -> None:
    read = as_read(
        "## See **this** [map](https://example.org/a) and ![a pier](/images/1)\n\n- 1\\*"
    )
    assert read == "See this map (https://example.org/a) and [picture: a pier]\n\n• 1*"


def test_the_work_grows_with_the_text_alone() -> None:
    def took(words: int) -> float:
        before = " ".join(f"word{number % 900}" for number in range(words))
        after = " ".join(f"word{number % 870}" for number in range(words))
        started = time.process_time()
        difference(before, after)
        return time.process_time() - started

    short, long = (min(took(words) for _ in range(3)) for words in (2_000, 20_000))
    assert long < 40 * short
