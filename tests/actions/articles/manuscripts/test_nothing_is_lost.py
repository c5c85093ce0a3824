"""No number, unit or negation goes missing, whatever a text is made of and whatever brings it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import escape
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.writing import to_json
from models.articles.manuscript import FidelityReport, Manuscript
from models.articles.markdown import plain_text

WORDS = st.sampled_from([
    *("no", "not", "never", "5", "mg", "40", "ml", "twice", "0.5", "10,000", "%", "°C", "rest"),
    *("walk", "dose", "(only)", "Note:", "“warm”", "3–4", "cells", "menu", "share", "comments"),
    *("tags", "search", "home", "email", "copyright", "read", "more"),
])  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
KINDS = st.sampled_from(["p", "p", "p", "h2", "h3", "li", "ol", "row", "b", "sup", "box", "quote",
                         "fold", "field", "struck", "inner", "drawn", "card", "talk", "label",
                         "gallery"])  # fmt: skip
PARTS = st.lists(st.tuples(KINDS, LINES, LINES), min_size=1, max_size=9)
TELLING = re.compile(r"\d[\d.,–]*\d|\d|%|°C|\b(?:no|not|never|mg|ml|twice|only)\b")
RAISED = re.compile(r"(?<=[a-z])[⁰¹²³⁴-⁹]+")
QUICKLY = settings(max_examples=25)
Part = tuple[str, str, str]


def as_text(parts: list[Part]) -> bytes:
    marks = {"h2": "", "li": "- ", "ol": "1. "}
    return "\n\n".join(
        f"{marks.get(kind, '')}{one}\n{marks.get(kind, '')}{two}" for kind, one, two in parts
    ).encode()


MARKDOWN = {
    "h2": "## {0}\n\n{1}", "h3": "### {0}\n\n{1}", "li": "- {0}\n- {1}", "ol": "4. {0}\n5. {1}",
    "row": "| {0} | {1} |\n| --- | --- |\n| {1} | {0} |", "b": "**{0}** {1}",
    "sup": "{0} m<sup>x</sup> {1}", "box": "<div>{0}</div>\n\n{1}", "quote": "> {0}\n\n{1}",
}  # fmt: skip
PAGE = {
    "h2": "<h2>{0}</h2><p>{1}</p>", "h3": "<h3>{0}</h3><p>{1}</p>",
    "li": "<ul><li>{0}<li>{1}</ul>", "ol": "<ol start=3><li>{0}</li><li>{1}</li></ol>",
    "row": "<table><tr><th>a<th>b<tr><td rowspan=2>{0}<td>{1}<tr><td>{0}</table>",
    "b": "<p><b>{0}</b> <i>{1}</i></p>", "sup": "<p>m<sup>{0}</sup> {1} x<sub>i</sub></p>",
    "box": "<div class='share related'><p>{0}</p>{1}</div>", "quote": "{0}<br><br>{1}",
    "fold": "<h3><button aria-expanded=false>{0}</button></h3><div hidden><p>{1}</p></div>",
    "field": "<p>{0} <input value='{1}'> or <a class=btn href=/x>{0}</a> then</p>",
    "struck": "<div style='text-decoration:line-through'><p>{0}</p>{1}</div>",
    "inner": "<table><tr><th>a<th>b<tr><td>{0}<td><table><tr><td>{1}<td>{0}</table></table>",
    "card": "<div><a href='/x'><h3>{0}</h3><img src=a.jpg alt='{1}'></a></div>",
    "talk": "<p>{0}</p><ul>"
    + "".join(f"<li><a href='/u'>{who}</a> 2021/05/01 09:10 {{1}}</li>" for who in "ABC")
    + "</ul>",
    "label": "<div><img src=a.jpg>" + "<p style='top:1px;left:1px'>{0}</p>{1}" * 4 + "</div>",
    "gallery": "<div><div>Play Pause 1 of 9</div><div>{0}</div><i>{1}</i><div>{0}</div></div>",
    "drawn": "<p>{0} <span role=tooltip>{1}</span> x</p><p class=drop-cap>N</p><p>{1}</p>",
}  # fmt: skip


def as_markdown(parts: list[Part]) -> bytes:
    told = (MARKDOWN.get(kind, "{0}\n\n{1}").format(one, two) for kind, one, two in parts)
    return ("# A title here\n\n" + "\n\n".join(told)).encode()


def html_of(parts: list[Part]) -> str:
    return "\n".join(
        PAGE.get(kind, "<p>{0}</p><p>{1}</p>").format(escape(one), escape(two))
        for kind, one, two in parts
    )


def as_page(parts: list[Part]) -> bytes:
    return f"<html><head><title>T</title></head><body><h1>T</h1>{html_of(parts)}</body>".encode()


def as_export(parts: list[Part]) -> bytes:
    names = 'xmlns:content="c/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    return (
        f"<rss {names}><channel><item><title>T</title><content:encoded><![CDATA[{html_of(parts)}"
        "]]></content:encoded><wp:post_type>post</wp:post_type></item></channel></rss>"
    ).encode()


def as_document(parts: list[Part]) -> bytes:
    styles = {"h2": "Heading 1", "h3": "Heading 2", "li": "List Bullet", "ol": "List Number"}
    document = Document()
    document.add_paragraph("A title", style="Title")
    for kind, one, two in parts:
        if kind == "row":
            cells = document.add_table(rows=1, cols=2).rows[0].cells
            cells[0].text, cells[1].text = one, two
            continue
        if kind == "inner":
            outer = document.add_table(rows=2, cols=2)
            outer.cell(0, 0).text = one
            outer.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = two
            continue
        paragraph = document.add_paragraph(one, style=styles.get(kind))
        run = paragraph.add_run(f" {two}")
        run.bold, run.font.superscript = kind == "b", kind == "sup"
        run.font.hidden, run.font.strike = kind == "box", kind == "struck"
        if kind == "fold":
            run.add_break(WD_BREAK.PAGE)
            paragraph.add_run(one)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


WRITERS: dict[str, Callable[[list[Part]], bytes]] = {
    "a.txt": as_text, "a.md": as_markdown, "a.html": as_page, "a.xml": as_export,
    "a.docx": as_document,
}  # fmt: skip


def telling(text: str) -> Counter[str]:
    """“no⁵” says no, and five."""
    apart = RAISED.sub(r" \g<0> ", text)
    return Counter(TELLING.findall(unicodedata.normalize("NFKC", apart)))


def shown(manuscript: Manuscript) -> str:
    lines = [manuscript.title, manuscript.byline, plain_text(manuscript.standfirst)]
    for part in manuscript.sections:
        lines += [part.heading, plain_text(part.body), part.alt, part.caption, part.button_label]
    return "\n".join([*lines, *(item.text for item in manuscript.report.left_out)])


@pytest.mark.parametrize("name", WRITERS)
@QUICKLY
@given(parts=PARTS)
def test_every_number_unit_and_negation_is_kept_or_listed(name: str, parts: list[Part]) -> None:
    try:
        [found] = read_manuscripts(WRITERS[name](parts), name)
    except UnreadableManuscript:
        assert name == "a.txt"
        return
    report = found.report
    wanted = telling("\n".join(f"{one}\n{two}" for _, one, two in parts))

    assert report.words_in_source == report.words_kept + report.words_left_out
    assert not wanted - telling(shown(found))


@pytest.mark.parametrize("name", WRITERS)
@QUICKLY
@given(parts=PARTS)
def test_what_came_in_goes_out_and_comes_in_again_unchanged(name: str, parts: list[Part]) -> None:
    try:
        [found] = read_manuscripts(WRITERS[name](parts), name)
    except UnreadableManuscript:
        assert name == "a.txt"
        return
    [again] = read_manuscripts(to_json(found).encode(), "a.json")

    assert replace(again, report=FidelityReport()) == replace(found, report=FidelityReport())
