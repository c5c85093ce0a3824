"""Files as programs write them: encodings, separators, headings, lines inside cells."""

import codecs
import io
import json

import pytest

from actions.imports.reading import read_table
from actions.imports.refusals import UnreadableFile
from actions.imports.table import as_text
from tests.importing import workbook

LIST = 'Name,Message\nZoë,"One\nTwo, and ""three"""\nBea,Hello\n'


def cells(content: bytes | str) -> list[tuple[int, list[str]]]:
    raw = content.encode() if isinstance(content, str) else content
    table = read_table(io.BytesIO(raw))
    return [(row.line, list(map(as_text, row.cells))) for row in table.rows()]


def columns(content: bytes | str) -> tuple[str, ...]:
    return read_table(io.BytesIO(content.encode() if isinstance(content, str) else content)).columns


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        codecs.BOM_UTF8 + LIST.encode(),
        LIST.encode("utf-16"),
        codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"),
        LIST.encode("utf-16-le"),
        LIST.encode("cp1252"),
        LIST.replace("\n", "\r\n").replace("One\r\n", "One\n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "no mark", "cp1252", "crlf"],
)
def test_every_usual_encoding_reads_the_same(content: bytes) -> None:
    assert cells(content) == [(2, ["Zoë", 'One\nTwo, and "three"']), (4, ["Bea", "Hello"])]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    content = f"Name{separator}Email\nAnna, Dr.{separator}a@mail.example\n"
    content = content if separator != "," else content.replace("Anna, Dr.", '"Anna, Dr."')

    assert cells(content) == [(2, ["Anna, Dr.", "a@mail.example"])]


def test_blank_rows_are_no_rows() -> None:
    assert cells("Name,Email\n\nAnna,a@mail.example\n,\n , \n\n") == [
        (3, ["Anna", "a@mail.example"])
    ]


def test_columns_of_one_name_are_told_apart() -> None:
    assert columns("Name,Name,,Email\nA,B,C,d@mail.example\n") == (
        "Name",
        "Name (2)",
        "Column 3",
        "Email",
    )


def test_a_title_above_the_table_is_not_its_heading() -> None:
    content = "Requests of March,,\n\nName,Email,Phone\nAnna,a@mail.example,020 7946 0001\n"

    assert columns(content) == ("Name", "Email", "Phone")
    assert cells(content) == [(4, ["Anna", "a@mail.example", "020 7946 0001"])]


def test_a_list_without_a_heading_loses_no_row() -> None:
    content = "Anna,a@mail.example\nBea,b@mail.example\n"

    assert columns(content) == ("Column 1", "Column 2")
    assert [line for line, _ in cells(content)] == [1, 2]


def test_a_row_with_too_many_cells_is_told_with_its_line() -> None:
    table = read_table(io.BytesIO(b"Name,Email\nAnna,a@mail.example,oops\nBea,b@mail.example\n"))
    wrong, right = table.rows()

    assert (wrong.line, "3 cells, the heading 2" in wrong.wrong) == (2, True)
    assert not right.wrong


def test_a_workbook_keeps_leading_noughts_and_whole_numbers() -> None:
    content = workbook(["Name", "Phone"], ["Anna", "02079460001"], ["Bea", 447700900123], [None])

    assert cells(content) == [(2, ["Anna", "02079460001"]), (3, ["Bea", "447700900123"])]


def test_json_is_read_a_line_each_or_as_a_list_or_from_inside_an_object() -> None:
    one, two = {"name": "Anna", "email": "a@mail.example"}, {"name": "Bea", "phone": "123 456"}
    wanted = [["Anna", "a@mail.example", ""], ["Bea", "", "123 456"]]
    lines = f"{json.dumps(one)}\n{json.dumps(two)}\n"
    for content in (lines, json.dumps([one, two]), json.dumps({"total": 2, "results": [one, two]})):
        assert [row for _, row in cells(content)] == wanted


def test_a_broken_line_of_json_is_told_and_the_others_stay() -> None:
    table = read_table(
        io.BytesIO(b'{"email": "a@mail.example"}\n{"email"\n{"email": "b@x.example"}\n')
    )
    rows = list(table.rows())

    assert [row.line for row in rows if row.wrong] == [2]
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"PAR1rest", "Bring the list as"),
        (b"PK\x03\x04broken", "damaged"),
        (b"[{]", "not valid JSON"),
        (b"\x81\x8d\xff\xfe\x00name", "encoding"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_table(io.BytesIO(content))
