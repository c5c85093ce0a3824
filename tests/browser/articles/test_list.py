"""The list of articles with mouse and keys: opening, ticking, sorting, and out of the trash."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from actions.articles.lifecycle import trash_article
from actions.staff.widths import own_widths
from models.articles.article import Article, ArticleState
from models.base.database import reading, writing
from models.staff.member import OPERATOR, Actor
from tests.articles import write_article
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server

SignIn = Callable[..., None]


def first_row(page: Page, title: str) -> None:
    expect(page.get_by_role("rowheader").first).to_have_text(title)


def width_of(heading: Locator) -> str:
    given: str = heading.evaluate(
        "each => each.closest('table').querySelectorAll('col')[each.cellIndex].style.width"
    )
    return given


def drag_edge(page: Page, heading: Locator, by: int) -> None:
    box = heading.bounding_box()
    assert box
    edge, middle = box["x"] + box["width"] - 3, box["y"] + box["height"] / 2
    page.mouse.move(edge, middle)
    page.mouse.down()
    page.mouse.move(edge + by, middle, steps=4)
    page.mouse.up()


def wait_for_width(page: Page, column: str, by: Actor) -> int:
    """Until it is in the database."""
    for _ in range(200):
        with reading() as session:
            if wide := own_widths(session, "a-table", by=by).get(column):
                return wide
        page.wait_for_timeout(100)
    raise AssertionError(f"no width is kept of {column}")


def test_headings_sort_and_widen_and_rows_open_by_click_and_enter(
    page: Page, sign_in: SignIn, server: Server, staff: dict[str, Actor]
) -> None:
    for number in range(26):
        write_article(f"Number {number:02}", ["One"])
    write_article("<b>Ebb</b>", ["Where the kelp grows"])
    sign_in(page, "ed", "/desk/articles")
    table = page.get_by_role("table", name="Articles")
    first_row(page, "<b>Ebb</b>")
    changed = table.get_by_role("columnheader", name="Changed")
    changed.get_by_role("button").click()
    expect(changed).to_have_attribute("aria-sort", "ascending")
    first_row(page, "Number 00")
    table.get_by_role("columnheader", name="Title").get_by_role("button").click()
    first_row(page, "<b>Ebb</b>")
    author = table.get_by_role("columnheader", name="Author")
    before = width_of(author)
    drag_edge(page, author, by=60)
    wide = wait_for_width(page, "Author", staff["ed"])
    assert (before, width_of(author)) == ("100px", f"{wide}px")

    table.get_by_role("link", name="<b>Ebb</b>", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(table.get_by_role("link", name="Number 00", exact=True)).to_be_focused()
    assert "/desk/articles" in page.url
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Number 00")).to_be_visible()
    assert page.url == f"{server.url}/desk/article?slug=number-00"

    page.goto(f"{server.url}/desk/articles?q=kelp")
    expect(author).to_be_visible()
    assert width_of(author) == f"{wide}px" != before
    table.get_by_role("link", name="Where the kelp grows").click()
    expect(page.get_by_role("heading", name="<b>Ebb</b>")).to_be_visible()
    assert "&section=" in page.url


def test_ticks_follow_the_boxes_and_the_trash_gives_back_one_by_one(
    page: Page, sign_in: SignIn, server: Server
) -> None:
    made = [write_article(title, ["One"]) for title in ("Ebb", "Flow", "Tides")]
    sign_in(page, "ed", "/desk/articles")
    settle(page)
    page.get_by_role("checkbox", name="Tick Ebb").click()
    expect(page.get_by_text("1 ticked")).to_be_visible()
    page.get_by_role("checkbox", name="Tick Tides").click(modifiers=["Shift"])
    expect(page.get_by_text("3 ticked")).to_be_visible()
    page.get_by_role("checkbox", name="Tick Flow").click()
    expect(page.get_by_text("2 ticked")).to_be_visible()
    page.get_by_role("checkbox", name="Tick all of this page").click()
    expect(page.get_by_text("3 ticked")).to_be_visible()
    page.get_by_role("button", name="Tag", exact=True).click()
    corner = page.get_by_test_id("stPopoverBody")
    corner.get_by_role("combobox").fill("sea")
    page.keyboard.press("Enter")
    corner.get_by_role("button", name="Add", exact=True).click()
    expect(corner).to_have_count(0)

    with writing() as session:
        trash_article(session, made[0].id, by=OPERATOR)
        trash_article(session, made[1].id, by=OPERATOR)
    page.goto(f"{server.url}/desk/articles?state=Trash")
    page.get_by_role("button", name="Restore Flow", exact=True).click()
    expect(page.get_by_text("Restored. It is not public.")).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_text(["Ebb"])
    with reading() as session:
        assert session.get_one(Article, made[1].id).state is ArticleState.DRAFT
