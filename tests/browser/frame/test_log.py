"""The log as it is read: sorted by its heading on all pages, and nothing in it opens."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from models.base.database import writing
from models.staff.log import record
from models.staff.member import OPERATOR
from tests.browser.enquiries.test_triage import settle

SignIn = Callable[..., None]


def test_when_sorts_all_pages_from_the_first_and_text_can_be_selected(
    page: Page, sign_in: SignIn
) -> None:
    with writing() as session:
        for number in range(1, 61):
            record(session, OPERATOR, "article.published", subject=f"article:{number}<b>")
    sign_in(page, "ada", "/desk/audit?page=2&what=article.published")
    table = page.get_by_role("table", name="Log")
    expect(table.get_by_role("row")).to_have_count(11)
    when = table.get_by_role("columnheader", name="When")
    expect(when).to_have_attribute("aria-sort", "descending")
    when.get_by_role("button").click()
    expect(when).to_have_attribute("aria-sort", "ascending")
    expect(table.get_by_role("row").nth(1)).to_contain_text("article:1<b>")
    expect(table.get_by_role("row")).to_have_count(51)

    settle(page)
    cell = table.get_by_role("cell", name="article:1<b>", exact=True)
    cell.dblclick(position={"x": 24, "y": 18})  # on the words, wherever the cell ends
    selected = page.evaluate("() => getSelection().toString()").strip()
    assert selected
    assert selected in "article:1<b>"
    expect(table.get_by_role("link")).to_have_count(0)
