"""What changed between two texts, and two people's paragraphs put together."""

import time

from hypothesis import given
from hypothesis import strategies as st

from models.difference import as_read, difference, merged

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


def test_paragraphs_that_only_one_changed_are_taken_and_both_when_both_did() -> None:
    base = "One.\n\nTwo.\n\nThree."
    assert (
        merged(base, "One!\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree?") == "One!\n\nTwo.\n\nThree?"
    )
    assert merged(base, "Mine.\n\nTwo.\n\nThree.", "Theirs.\n\nTwo.\n\nThree.") == (
        "Theirs.\n\nMine.\n\nTwo.\n\nThree."
    )
    assert merged(base, f"{base}\n\nMine.", f"{base}\n\nTheirs.") == f"{base}\n\nTheirs.\n\nMine."
    assert merged(base, "One.\n\nThree.", base) == "One.\n\nThree."


@given(WORDS, WORDS, WORDS)
def test_every_paragraph_that_somebody_added_is_in_the_merged_text(
    base: str, mine: str, theirs: str
) -> None:
    together = merged(base, mine, theirs)
    for text in (mine, theirs):
        new = {each.strip("\n") for each in text.split("\n\n")} - {
            each.strip("\n") for each in base.split("\n\n")
        }
        assert all(each in together for each in new if each.strip())


def test_long_texts_do_not_keep_anybody_waiting() -> None:
    before = " ".join(f"word{number % 900}" for number in range(9_000))
    after = " ".join(f"word{number % 870}" for number in range(9_000))
    started = time.perf_counter()
    difference(before, after)
    assert time.perf_counter() - started < 3
