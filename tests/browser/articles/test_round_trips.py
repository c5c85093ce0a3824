"""Markdown in, Markdown out: no byte of what nobody touched, and the meaning of the rest."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from models.articles.markdown import to_html
from settings import ROOT
from tests.browser.meaning import meaning
from tests.browser.samples import SAMPLES

BUNDLE = ROOT / "desk" / "widgets" / "rich_text" / "built" / "rich_text.js"
OPEN = """async (code) => {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { read, written } = await import(address);
  window.opened = (text) => { const got = read(text); return written(got.doc, got); };
  window.anew = (text) => written(read(text).doc, read(""));
  window.edited = (text) => {
    const got = read(text);
    return got.pieces.map((_, at) => {
      const added = got.doc.type.schema.node("paragraph", null, got.doc.type.schema.text("Zzyx"));
      const nodes = got.doc.content.content.toSpliced(at, 1, added);
      return [got.pieces.map((piece) => piece.source).toSpliced(at, 1),
        written(got.doc.copy(got.doc.content.constructor.from(nodes)), got)];
    });
  };
}"""

Ask = Callable[[str, str], Any]
many = settings(max_examples=150)


@pytest.fixture(scope="module")
def ask(chromium: Browser) -> Iterator[Ask]:
    page: Page = chromium.new_page()
    page.evaluate(OPEN, Path(BUNDLE).read_text("utf-8"))
    yield lambda what, text: page.evaluate(f"(text) => window.{what}(text)", text)
    page.close()


WORDS = ["knee", "5 mg", "10\u00a0mg", "may", "not", "é", "😀", "a_b", "2*3", "~5", "[1]", "x", "."]
MARKED = [
    *("**{}**", "*{}*", "~~{}~~", "`{}`", "[{}](/book)", '[{}](https://e.org/a_(b) "t")'),
    *("10^{}^", "H~{}~O", "![{}](/images/a)", "***{}***", "{}[^1]", "{}\\\n{}", "\\*{}\\*", "({})"),
]
word = st.sampled_from(WORDS)
marked = st.builds(
    lambda shape, one: shape.replace("{}", one), st.sampled_from(MARKED), word.map(str.strip)
)
line = st.lists(word | marked, min_size=1, max_size=6).map(" ".join)


def _indented(text: str, first: str) -> str:
    rest = " " * len(first)
    return first + text.replace("\n", "\n" + rest)


def _containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda all_: "\n".join(_indented(each, "- ") for each in all_)),
        several.map(lambda all_: "\n\n".join(_indented(each, "* ") for each in all_)),
        several.map(
            lambda all_: "\n".join(_indented(each, f"{at + 4}. ") for at, each in enumerate(all_))
        ),
        several.map(lambda all_: "\n".join("> " + row for row in "\n\n".join(all_).split("\n"))),
        several.map(lambda all_: ":::: warning\n" + "\n\n".join(all_) + "\n::::"),
    )


plain = st.one_of(
    line,
    line.map(lambda said: "## " + said.replace("\n", " ")),
    line.map(lambda said: "### " + said.replace("\n", " ")),
    st.just("---"),
    st.just("```py\nif x:\n\n    y\n```"),
    line.map(
        lambda said: (
            f"| a | {said.replace(chr(10), ' ').replace(chr(92), '')} |\n|:--|--:|\n| 1 | 2 |"
        )
    ),
    line.map(lambda said: "[^1]: " + said.replace("\n", " ")),
)
block = st.recursive(plain, _containers, max_leaves=5)
text = st.lists(block, min_size=1, max_size=5).map("\n\n".join)
PIECES = ["# ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "```\n", "    ", "\n", "\r\n", "\n\n"]
PIECES += ["*", "_", "`", "[x]: /y", "[x](/y)", "<b>", "---", "word", "\t", " ", "\\", "&amp;", "é"]
PIECES += ["~", "^", "[^1]", "[^1]: ", "::: warning\n", ":::\n", "~~", "2.", "!", "=", ":"]
anything = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_keeps_its_bytes_and_its_meaning(ask: Ask, name: str) -> None:
    assert ask("opened", SAMPLES[name]) == SAMPLES[name]
    assert meaning(to_html(ask("anew", SAMPLES[name]))) == meaning(to_html(SAMPLES[name]))


@many
@given(anything | text)
@example("::: warning\nNever with wine.\n:::\n\n[a]: /b\n")
def test_opening_and_saving_changes_no_byte(ask: Ask, text: str) -> None:
    assert ask("opened", text) == text


@many
@given(text)
def test_a_text_written_anew_still_means_the_same(ask: Ask, text: str) -> None:
    anew = ask("anew", text)
    assert meaning(to_html(anew)) == meaning(to_html(text)), anew


@many
@given(text)
def test_a_piece_that_is_replaced_leaves_the_others_as_they_were_written(
    ask: Ask, text: str
) -> None:
    for others, written in ask("edited", text):
        assert "Zzyx" in written
        for other in others:
            assert other in written
