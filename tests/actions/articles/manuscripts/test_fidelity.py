"""In = kept + left out, for any text at all."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.encoding import cleaned
from actions.articles.manuscripts.fidelity import UNPLACED, fidelity_report
from models.articles.manuscript import (
    FidelityReport,
    LeftOut,
    Manuscript,
    ManuscriptSection,
    spaced_words,
)

SIGNS = """
# |## |- |1. |* |**|_|`|[|](|)|> |<p>|</p>|<b>|<br>|<ul><li>|<h2>|<img alt='a b'>|<a href='#'>|
<div class='share'>|Share by:|---|&amp;|© 2024 x|Book now|<nav>|~~|<table><tr><td>|</td>|
<!-- x -->|Image: a cat|A heading|title: x|<h1>|<strong>a b</strong>|By Ann Roe|</nav>|
"""
MARKS = st.sampled_from([*SIGNS.split("|"), "|", "\n", "\n\n", "\n\n\n", " ", "  ", "\\", "\t"])
TEXTS = st.lists(MARKS | st.text(max_size=8) | st.just("word "), max_size=40).map("".join)
QUICKLY = settings(max_examples=150)


@QUICKLY
@given(TEXTS, st.sampled_from(["a.txt", "a.md", "a.html", ""]))
def test_every_word_is_kept_or_listed_whatever_comes_in(text: str, name: str) -> None:
    try:
        manuscripts = read_manuscripts(text.encode("utf-8", "replace"), name)
    except UnreadableManuscript:
        return
    for manuscript in manuscripts:
        report = manuscript.report
        assert report.words_in_source == report.words_kept + report.words_left_out


@QUICKLY
@given(st.lists(st.text("abcde é.,:-–*_#", min_size=1, max_size=30), min_size=1, max_size=12))
def test_the_words_of_a_plain_text_are_all_counted(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    try:
        [manuscript] = read_manuscripts(text.encode(), "a.txt")
    except UnreadableManuscript:
        return
    assert manuscript.report.words_in_source >= len(spaced_words(cleaned(text))) * 0.9


def test_a_report_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="3 words came in"):
        FidelityReport(3, 1, (LeftOut("one", "reason"),))


def test_words_that_a_reader_forgot_are_listed() -> None:
    kept = Manuscript("Title", sections=(ManuscriptSection("text", body="some **words**"),))
    report = fidelity_report("Title some words and two forgotten", kept, [])
    assert report.left_out == (LeftOut("and two forgotten", UNPLACED),)
    assert (report.words_in_source, report.words_kept) == (6, 3)


def test_fields_that_we_do_not_know_are_listed() -> None:
    document = {"title": "T", "sections": [], "editor": {"name": "Ann Roe"}, "labels": ["sleep"]}
    [found] = read_manuscripts(json.dumps(document).encode())
    assert {item.text for item in found.report.left_out} == {"Ann Roe", "sleep"}
