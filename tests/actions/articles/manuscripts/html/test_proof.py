"""Pages written without care: what they show has a place, and what they lose is told."""

import pytest

from actions.articles.manuscripts.html.page import read
from tests.actions.articles.manuscripts.examples import reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<body><p>Rest first.</p></body></html><html><body>{0}</body></html>", "Rest first."),
        ("<body>{0}</body></html><html><head><title>Toes</title></head><body><p>Rest last.</p>",
         "Rest last."),
        ("<body>{0}</body></html><p>Rest last.</p>", "Rest last."),
        ("<head><title>Ankles</title><input value=Rest></head><body>{0}</body>", "Rest"),
    ],
    ids=["two bodies", "two pages", "behind the end", "in the head"],
)  # fmt: skip
def test_what_a_page_shows_outside_its_body_is_read(page: str, words: str) -> None:
    [found] = read(f"<html>{page.format(f'<h1>Ankles</h1>{PROSE}')}")
    assert found.report.is_proved
    told = "\n".join([found.title, text_of(found), *reasons(found)])
    assert words in told
    assert "Most ankles mend in six weeks" in text_of(found)
    assert "Toes" not in text_of(found)


@pytest.mark.parametrize(
    "inner",
    [
        "<svg><title>A foot</title><desc>A foot at rest</desc><text>Rest</text></svg>",
        "<p>Say <svg><title>A foot</title><desc>A foot at rest</desc></svg> now and here.</p>",
        "<INPUT TYPE=Submit VALUE='Send it'>",
        "<p>Rest <a href='/x'>it</ a> now.</p>",
    ],
    ids=["a drawing", "a drawing in a sentence", "a button in capitals", "an end with a space"],
)
def test_each_word_of_it_is_kept_or_listed(inner: str) -> None:
    assert saved(f"{PROSE}{inner}{PROSE}")
