"""Markdown becomes HTML that is safe to show, and words that can be counted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.articles.markdown import blocks, plain_text, to_html, words


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        '[x](/ "onmouseover=alert(1)")',
        "<div style='position:fixed'>",
        "```html\n<script>\n```",
        '``` "onload=x\ncode\n```',
        'a[^"><script>]\n\n[^"><script>]: b',
        "10^<img/onerror=x>^",
    ],
)
def test_nothing_that_runs_comes_through(markdown: str) -> None:
    html = to_html(markdown)
    assert not re.search(r"<(script|div|iframe|style)", html)
    assert not re.search(r"<[^>]*\s(on\w+|style)\s*=", html)
    assert not re.search(r"(href|src)=\"\s*(javascript|data|vbscript)", html, re.IGNORECASE)


@pytest.mark.parametrize(
    "address",
    ["https://e.org/a", "http://e.org", "mailto:a@e.org", "tel:+351210000000", "/book", "#top"],
)
def test_ordinary_links_stay_and_hand_nothing_over(address: str) -> None:
    assert to_html(f"[x]({address})") == f'<p><a href="{address}" rel="noopener">x</a></p>'


def test_another_sites_picture_is_a_link_and_ours_is_shown() -> None:
    foreign = to_html("![A pixel](https://tracker.example/p.gif)")
    assert foreign == ('<p><a href="https://tracker.example/p.gif" rel="noopener">A pixel</a></p>')
    assert "<img" not in to_html("![x](//tracker.example/p.gif)")
    assert to_html("![Knee](/images/ab)") == '<p><img src="/images/ab" alt="Knee"></p>'


def test_the_first_level_heading_is_the_pages_own() -> None:
    assert to_html("# A\n\n## B\n\n### C") == "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>"


def test_columns_keep_their_side_without_inline_style() -> None:
    assert '<td class="align-right">1</td>' in to_html("| a |\n|--:|\n| 1 |")


def test_strikethrough_and_line_breaks_are_known() -> None:
    assert to_html("~~old~~\\\nnew") == "<p><s>old</s><br>\nnew</p>"


def test_small_letters_are_small_and_stay_apart_in_words() -> None:
    assert to_html("10^6^ of B~12~") == "<p>10<sup>6</sup> of B<sub>12</sub></p>"
    assert plain_text("10^6^ of B~12~") == "10⁶ of B₁₂"
    assert to_html("~5 mg to ~10 mg") == "<p>~5 mg to ~10 mg</p>"


def test_a_box_says_what_it_is() -> None:
    html = to_html("::: warning\nNever with wine.\n:::\n\n::: other\nno box\n:::")
    box = '<div class="callout warning" role="note">\n<p class="callout-name">Warning</p>\n'
    assert html.startswith(f"{box}<p>Never with wine.</p>\n</div>")
    assert html.count("<div") == 1
    assert plain_text("::: warning\nNever with wine.\n:::") == "Never with wine."


def test_footnotes_stand_below_and_lead_back() -> None:
    html = to_html("Tea[^a] and tea[^a].\n\n[^a]: Forty adults.", part="2")
    assert '<a href="#fn-2-1" id="fnref-2-1" rel="noopener">[1]</a>' in html
    assert '<li id="fn-2-1" class="footnote-item"><p>Forty adults. <a href="#fnref-2-1"' in html
    assert html.count('aria-label="Back to the text"') == 2


def test_a_note_that_nothing_refers_to_is_still_read() -> None:
    assert "Loose." in to_html("Tea.\n\n[^a]: Loose.")
    twice = to_html("Tea[^a].\n\n[^a]: First.\n\n[^a]: Second.")
    assert "First." in twice
    assert "Second." in twice


def test_a_box_is_one_piece_with_its_colons() -> None:
    found = blocks("::: warning\nNever.\n:::\n\nText\n")
    assert [block.source for block in found] == ["::: warning\nNever.\n:::", "Text"]


def test_words_are_those_a_reader_sees() -> None:
    text = "## Two words\n\nA [link](https://e.org/not/counted) – `code` **b**old\n\n- x\n- y"
    assert plain_text(text) == "Two words\nA link – code bold\nx\ny"
    assert words(text) == 8
    assert words("") == words(" \n\n—") == 0


def test_blocks_carry_the_notes_that_links_refer_to() -> None:
    found = blocks("[a]: /book\n\nSee [it][a].\n\n- x\n")
    assert [(block.source, block.gap) for block in found] == [
        ("", "[a]: /book\n\n"),
        ("See [it][a].", "\n\n"),
        ("- x", "\n"),
    ]
    assert found[1].html == '<p>See <a href="/book" rel="noopener">it</a>.</p>'


PIECES = ["# ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "```\n", "    ", "\n", "\r\n", "\n\n"]
PIECES += ["~", "^", "::: warning\n", ":::\n"]
PIECES += ["*", "_", "`", "[x]: /y", "[x](/y)", "<b>", "---", "word", "\t", " ", "\\", "&amp;", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=60))
def test_blocks_joined_are_the_text_and_show_the_same(markdown: str) -> None:
    found = blocks(markdown)
    assert "".join(block.source + block.gap for block in found) == markdown
    whole = "".join(block.html for block in found)
    assert re.sub(r"\s+", "", whole) == re.sub(r"\s+", "", to_html(markdown))


@given(st.text(max_size=80))
def test_any_text_is_shown_without_anything_that_runs(text: str) -> None:
    assert not re.search(r"<(script|iframe|style|object)\b", to_html(text), re.IGNORECASE)
