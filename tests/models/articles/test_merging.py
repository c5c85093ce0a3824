"""Two people's paragraphs put together."""

from hypothesis import given
from hypothesis import strategies as st

from models.articles.merging import Passage, passages, put_together

WORDS = st.lists(st.sampled_from(["tide", "moon", " ", "\n\n", ".", "é", "<b>"])).map("".join)
BASE = "One.\n\nTwo.\n\nThree."


def together(base: str, mine: str, theirs: str) -> str:
    found = passages(base, mine, theirs)
    return put_together(found, [passage.suggested for passage in found])


def paragraphs(text: str) -> list[str]:
    return [each.strip("\n") for each in text.split("\n\n") if each.strip()]


def test_paragraphs_that_only_one_changed_are_taken_and_both_when_both_did() -> None:
    assert together(BASE, "One!\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree?") == (
        "One!\n\nTwo.\n\nThree?"
    )
    assert together(BASE, "Mine.\n\nTwo.\n\nThree.", "Theirs.\n\nTwo.\n\nThree.") == (
        "Theirs.\n\nMine.\n\nTwo.\n\nThree."
    )
    assert together(BASE, f"{BASE}\n\nMine.", f"{BASE}\n\nTheirs.") == (
        f"{BASE}\n\nTheirs.\n\nMine."
    )
    assert together(BASE, "One.\n\nThree.", BASE) == "One.\n\nThree."


def test_neighbouring_paragraphs_are_chosen_one_by_one() -> None:
    found = passages(BASE, "One, mine.\n\nTwo, mine.\n\nThree.", "One.\n\nTwo, theirs.\n\nThree.")
    assert found == [
        Passage("One, mine.", "One.", "mine"),
        Passage("Two, mine.", "Two, theirs.", "both"),
        Passage("Three.", "Three."),
    ]
    assert put_together(found, ["theirs", "mine", None]) == "One.\n\nTwo, mine.\n\nThree."


@given(WORDS, WORDS, WORDS)
def test_choosing_one_side_everywhere_gives_that_text(base: str, mine: str, theirs: str) -> None:
    found = passages(base, mine, theirs)
    assert paragraphs(put_together(found, ["mine"] * len(found))) == paragraphs(mine)
    assert paragraphs(put_together(found, ["theirs"] * len(found))) == paragraphs(theirs)


@given(WORDS, WORDS, WORDS)
def test_what_somebody_added_is_in_the_suggested_text(base: str, mine: str, theirs: str) -> None:
    made = together(base, mine, theirs)
    for text in (mine, theirs):
        assert all(each in made for each in paragraphs(text) if each not in paragraphs(base))
