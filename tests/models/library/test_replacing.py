"""Words in Markdown are found as readers see them, and replaced without harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.articles.content import SectionContent
from models.articles.markdown import plain_text
from models.library.replacing import Search, occurrences_in, replaced

LINKED = "A [knee](https://knee.example/knee) and <https://knee.example> or https://x.example/knee."


def after(body: str, search: Search) -> str:
    content = SectionContent(body=body)
    return replaced(content, search, occurrences_in(content, search)).body


@pytest.mark.parametrize(
    "body, search, wanted",
    [
        ("Knee and knee", Search("knee", "hip"), "hip and hip"),
        ("Knee and knee", Search("knee", "hip", match_case=True), "Knee and hip"),
        ("knee kneecap", Search("knee", "hip", whole_words=True), "hip kneecap"),
        ("**knee** _knee_", Search("knee", "hip"), "**hip** _hip_"),
        ("knee\npain, knee  pain", Search("knee pain", "ache"), "ache, ache"),
        ("knee\n\npain", Search("knee pain", "ache"), "knee\n\npain"),
        ("5\\*3 and 5*3", Search("5*3", "15"), "15 and 15"),
        ("plain", Search("plain", "*bold* [x](y)"), "\\*bold\\* \\[x\\](y)"),
        ("a\\.b", Search(".", "!"), "a!b"),
        ("Straße ÉCOLE", Search("école", "school"), "Straße school"),
        ("one two", Search("two", ""), "one "),
        ("(.*)", Search("(.*)", "x"), "x"),
    ],
)
def test_words_are_replaced_as_they_are_read(body: str, search: Search, wanted: str) -> None:
    assert after(body, search) == wanted


def test_a_place_is_shown_among_whole_words() -> None:
    """A word without end is cut where it is."""
    around = "somewhere " * 20
    hit, long = occurrences_in(
        SectionContent(body=f"{around}knee {around}{'x' * 99}knee"), Search("knee")
    )
    assert hit.before == "…" + "somewhere " * 5
    assert hit.after == " somewhere" * 5 + "…"
    assert long.before == "…" + "x" * 60


def test_addresses_stay_unless_asked() -> None:
    assert after(LINKED, Search("knee", "hip")) == LINKED.replace("[knee]", "[hip]")
    assert after(LINKED, Search("knee", "hip", in_links=True)) == LINKED.replace("knee", "hip")


def test_every_field_is_looked_through_and_some_hits_are_left() -> None:
    content = SectionContent("A knee", "b knee", None, "c knee", False, "d knee", "e knee")
    hits = occurrences_in(content, search := Search("knee", "hip"))
    assert [hit.field for hit in hits] == ["heading", "body", "alt", "caption", "button_label"]
    changed = replaced(content, search, hits[1:3])
    assert (changed.heading, changed.body, changed.alt) == ("A knee", "b hip", "c hip")


def test_no_words_are_found_nowhere() -> None:
    assert occurrences_in(SectionContent(body="knee"), Search("", "x")) == []


@given(body=st.text(), words=st.text(min_size=1, max_size=20), instead=st.text(max_size=20))
def test_nothing_typed_is_an_error(body: str, words: str, instead: str) -> None:
    after(body, Search(words, instead))


@given(instead=st.text(st.sampled_from("abc*_`[]<>()!#~|\\ "), max_size=12))
def test_what_is_put_in_reads_as_it_was_typed(instead: str) -> None:
    put = " ".join(f"x{instead}x".split())
    assert " ".join(plain_text(after("say knee now", Search("knee", put))).split()) == (
        f"say {put} now"
    )
