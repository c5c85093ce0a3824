"""What changed between two texts, as their readers see them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from models.articles.content import SectionContent
from models.articles.page_difference import is_marked, page_difference, paragraphs

WORDS = st.lists(st.sampled_from(["tide", "*moon*", " ", "\n\n", ". ", "<b>", "- a", "[x](/b)"]))


def changed(before: str, after: str) -> str:
    texts = [paragraphs(SectionContent(body=body)) for body in (before, after)]
    return page_difference(*texts)


def marked(tag: str, html: str) -> list[str]:
    return [" ".join(words.split()) for words in re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html)]


def test_one_changed_word_is_marked_and_the_rest_keeps_its_formatting() -> None:
    html = changed(
        "The **spring tide** comes twice a month, and may rise a little.",
        "The **spring tide** comes twice a month, and will rise a little.",
    )

    assert (marked("del", html), marked("ins", html)) == (["may"], ["will"])
    assert "<strong>spring tide</strong>" in html


def test_another_address_behind_the_same_words_is_spelt_out() -> None:
    html = changed("See [the map](https://a.example/1).", "See [the map](https://a.example/2).")

    assert "https://a.example/1" in " ".join(marked("del", html))
    assert "https://a.example/2" in " ".join(marked("ins", html))
    assert "href" not in html


def test_another_picture_is_shown_beside_the_old_one() -> None:
    before, after = (SectionContent(heading="Pier", image=sha * 64, alt="A pier") for sha in "ab")
    html = page_difference(paragraphs(before), paragraphs(after))

    assert f"/desk/images/{'a' * 64}" in marked("del", html)[0]
    assert f"/desk/images/{'b' * 64}" in marked("ins", html)[0]


def test_other_formatting_of_the_same_words_shows() -> None:
    html = changed("It may be *slack*.", "It may be **slack**.")

    assert marked("mark", html)
    assert not marked("ins", html)


def test_a_new_paragraph_moves_no_other() -> None:
    html = changed("First one.\n\nLast one.", "First one.\n\nA new thought.\n\nLast one.")

    assert marked("ins", html) == ["A new thought."]
    assert not marked("del", html)


def test_hostile_words_stay_words() -> None:
    html = changed("", "<script>alert(1)</script> [x](javascript:alert(1)) <img onerror=x>")

    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in re.sub(r"\[x\]\(javascript:", "", html)


@given(WORDS.map("".join), WORDS.map("".join))
def test_a_change_is_always_marked_and_the_same_text_never(before: str, after: str) -> None:
    assert not is_marked(changed(before, before))
    same = paragraphs(SectionContent(body=before)) == paragraphs(SectionContent(body=after))
    assert is_marked(changed(before, after)) is not same
