"""What people typed is shown to the letter, whatever Streamlit's Markdown would make of it."""

import re

import pytest

from desk.frame.messages import escaped


def as_read(markdown: str) -> str:
    """What is left of it on the screen: no backslash, no empty span."""
    return re.sub(r"\\(.)", r"\1", markdown.replace(":gray[]", ""))


@pytest.mark.parametrize(
    "typed",
    [
        "**x** _y_ `z` ~~s~~ [a](http://b) ![a](b) <img src=x>",
        "$x$ costs $5, :red[x], :smile:, :material/home:, # 1. - >",
        "a -> b <- c -- d >= e <= f ~= g == h",
        "www.evil.example https://evil.example/a_b ada@clinic.example",
        "&amp; &copy; a\\b",
    ],
)
def test_nothing_typed_is_lost_by_escaping(typed: str) -> None:
    assert as_read(escaped(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        *((f"a {sign} b", sign) for sign in ("->", "<-", "--", ">=", "<=", "~=")),
        ("https://evil.example", "://e"),
        ("WWW.evil.example", "WWW."),
        ("ada@clinic.example", "@c"),
        (":smile:", ":s"),
        (":material/home:", ":m"),
    ],
)
def test_no_sign_stays_whole_that_would_be_drawn_otherwise(typed: str, sign: str) -> None:
    assert sign not in escaped(typed).replace("\\", "")


def test_an_ordinary_name_is_not_taken_apart() -> None:
    assert ":gray[]" not in escaped("Anne-Marie O'Neill, 10:30, 5 > 3, re: knees @ home")
