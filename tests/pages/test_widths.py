"""One's own widths, in every table of the desk."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.exports.preparing import Wanted
from actions.staff.widths import choose_widths
from models.base.database import writing
from models.staff.member import Actor
from tests.articles import write_article
from tests.exporting import file_of, fill
from tests.pages.tables import drawn_table


@pytest.fixture
def full(ada: Actor) -> None:
    """Something in every list."""
    write_article("Tides", ["Spring"])
    fill(2)
    file_of(ada, Wanted(reason="Reminders"))


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("page", "table", "column"),
    [
        ("enquiries", "e-table", "Name"),
        ("articles", "a-table", "Title"),
        ("staff", "staff-table", "Role"),
        ("audit", "log-table", "What"),
        ("exports", "exports-table", "Reason"),
    ],
)
def test_a_column_is_as_wide_as_this_person_made_it(
    open_desk: Callable[..., AppTest], ada: Actor, page: str, table: str, column: str
) -> None:
    with writing() as session:
        choose_widths(session, table, {column: 377, "gone": 50}, by=ada)
    columns = drawn_table(open_desk(page, ada))["columns"]

    assert [each["name"] for each in columns if each["width"] == 377] == [column]
