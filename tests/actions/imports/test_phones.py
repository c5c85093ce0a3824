"""Phone numbers on their way through a spreadsheet."""

import pytest

from actions.imports.phones import ShortenedPhone, mended
from tests.importing import rehearse


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (447700900123, "+447700900123"),
        (447700900123.0, "+447700900123"),
        ("7700900123", "07700900123"),
        ("02079460001.0", "02079460001"),
        ("\u202a+44 20 7946 0001\u202c", "+44 20 7946 0001"),
        ("tel:+44 20 7946 0001", "+44 20 7946 0001"),
    ],
)
def test_what_a_spreadsheet_took_away_is_given_back_and_told(cell: str, number: str) -> None:
    found, note = mended(cell, "GB")

    assert found == number
    assert number in note


@pytest.mark.parametrize(
    "cell", ["020 7946 0001", "+44 (0)20 7946 0001", "0800 FLOWERS", "call after 6: 020 7946 0001"]
)
def test_what_can_be_dialled_stays_as_it_was_typed(cell: str) -> None:
    assert mended(cell, "GB") == (cell, "")


@pytest.mark.parametrize("cell", ["4.47712E+11", "4,47712E+11", "4E+11", "4.4e11"])
def test_a_number_cut_short_is_an_error(cell: str) -> None:
    with pytest.raises(ShortenedPhone, match="last digits are lost"):
        mended(cell, "GB")


@pytest.mark.parametrize("cell", ["", "-", "n/a", "None", None])
def test_no_number_is_none(cell: str | None) -> None:
    assert mended(cell, "GB") == ("", "")


def test_the_person_is_named_whose_number_was_cut_short() -> None:
    [row] = rehearse("Name,Email,Phone\nCy Low,cy@mail.example,4.47712E+11\n").rows

    assert (row.outcome, row.name) == ("error", "Cy Low")
