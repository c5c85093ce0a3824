"""What the desk says about a click that failed is compared with what the database holds."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from models.articles.article import Article
from models.base.database import engine, reading
from models.base.kept import Sql, Trigger
from models.tables import metadata
from tests.actions.articles.manuscripts.test_wordpress_export import EXPORT
from tests.articles import Written
from tests.browser.server import Server

OF_BEING_HERE = ("presence", "shown", "staff_session")


def held() -> dict[str, list[object]]:
    """All that the database holds, but for who is signed in and where they are."""
    with reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select())]
            for table in metadata.sorted_tables
            if table.name not in OF_BEING_HERE
        }


@contextmanager
def broken() -> Iterator[None]:
    """Every gesture fails at its last step, where it is written to the log."""
    sql = Sql(engine().dialect.name == "postgresql")
    steps = sql.refusing("broken for a test")
    run(*Trigger("broken", "BEFORE INSERT", "log_entry", steps).statements(sql))
    before = held()
    yield
    assert held() == before
    run("DROP FUNCTION broken CASCADE" if sql.is_postgresql else "DROP TRIGGER broken")


def run(*statements: str) -> None:
    with engine().begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def articles() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Article)) or 0


def says_nothing_was_saved(page: Page) -> None:
    told = page.get_by_text(re.compile("Something went wrong. Nothing was saved"))
    expect(told.first).to_be_visible()


def test_every_click_that_fails_has_left_the_database_as_it_was(
    server: Server, tides: Written, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page, "mo", "/desk/article?slug=tides&panel=Review")
    expect(page.get_by_role("button", name="Submit for review")).to_be_visible()
    for address, press in (
        ("/desk/article?slug=tides&panel=Review", "Submit"),
        ("/desk/articles?new=1", "Create article"),
    ):
        page.goto(server.url + address)
        if press == "Create article":
            page.get_by_label("Title").fill("Waves")
        else:
            page.get_by_role("button", name="Submit for review").click()
        button = page.get_by_role("button", name=press, exact=True).first
        expect(button).to_be_visible()
        with broken():
            button.click()
            says_nothing_was_saved(page)


def test_a_file_with_two_articles_makes_two_and_says_so(
    server: Server, tides: Written, page: Page, tmp_path: Path, sign_in: Callable[..., None]
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(EXPORT)
    sign_in(page, "ed", "/desk/articles?new=1&begin=Bring+a+file")
    expect(page.get_by_text("Word document, saved web page")).to_be_visible()
    page.locator("input[type=file]").set_input_files(export)
    expect(page.get_by_role("button", name="Create 2 articles")).to_be_visible()
    with broken():
        page.get_by_role("button", name="Create 2 articles").click()
        says_nothing_was_saved(page)
    page.get_by_role("button", name="Create 2 articles").click()
    expect(page.get_by_text("Created 2 drafts.")).to_be_visible()
    expect(page.get_by_role("heading", name="Articles", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Create 2 articles")).to_have_count(0)
    assert "begin" not in page.url
    assert articles() == 3
