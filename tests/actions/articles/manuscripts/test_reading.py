"""Any file is either read or refused with words that say what to do."""

import pytest

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from tests.actions.articles.manuscripts.examples import NAMES, brought, text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_encoding_gives_the_same_article(encoding: str) -> None:
    assert brought("quotes.txt", encoding) == brought("quotes.txt")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_file_is_shows_without_its_name(name: str) -> None:
    [nameless] = read_manuscripts(text_of(name).encode())
    assert nameless == brought(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_without_being_listed(name: str) -> None:
    report = brought(name).report
    assert report.words_in_source == report.words_kept + report.words_left_out
    assert report.words_in_source > 40
    assert not [item for item in report.left_out if "No place" in item.reason]


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "right one"),
        (b" \n\t\n", "right one"),
        (b"%PDF-1.7 ...", "Save it as DOCX or paste its text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as DOCX"),
        (b"{\\rtf1 hello}", "save it as DOCX"),
        (b"\x89PNG\r\n\x1a\n....", "Bring the article"),
        (b"PK\x03\x04 broken", "Save it again"),
        (bytes(range(256)) * 40, "save it as DOCX"),
        (b"words\0with\0zeros", "save it as DOCX"),
        (b'{"title": "cut o', "Export it again"),
        (b'{"name": "no article"}', "sections"),
        (b'{"title": "x", "sections": ["y"]}', "sections"),
        (b'{"title": " ", "sections": []}', "Write one"),
        (b'{"title": "x", "a": ' + b"[" * 100_000, "Export it again"),
        (b"# T\n\n" + b"[" * 100_000, "own text"),
        (b"word " * 300_000, "own text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(content: bytes, advice: str) -> None:
    with pytest.raises(UnreadableManuscript, match=advice):
        read_manuscripts(content)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("iso-8859-7", "iso-8859-7"),
        ("koi8-r", "koi8-r"),
        ("utf-8", "utf-8"),
    ],
)
def test_the_charset_that_a_page_declares_is_the_one(declared: str, encoding: str) -> None:
    words = "Не более 5 мг" if encoding in {"cp1251", "koi8-r", "utf-8"} else "Όχι πάνω από 5"
    page = f"<meta charset={declared}><h1>{words}</h1><p>{words}.</p>"
    [found] = read_manuscripts(page.encode(encoding), "a.html")
    assert found.title == words


def test_a_charset_that_the_bytes_belie_is_not_believed() -> None:
    page = "<meta charset=utf-8><h1>“Don’t”</h1><p>Café – 5 µg.</p>".encode("cp1252")
    [found] = read_manuscripts(page, "a.html")
    assert (found.title, found.standfirst or found.sections[0].body) == ("“Don’t”", "Café – 5 µg.")
