"""A manager brings another program's list in, mends what was wrong, and takes it all back."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.base.database import reading
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.count import how_many_enquiries
from models.imports.batch import ImportBatch, ImportState
from tests.browser.conftest import STILL
from tests.browser.enquiries.test_triage import settle

SignIn = Callable[..., None]
DRAWN = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"
LIST = (
    "Submission Date,First Name,Last Name,E-mail,Phone Number,What is it about?,Which side?\n"
    '03/04/2026 09:30,Anna,Smith,anna@mail.example,020 7946 0001,"My knee\nhurts",left\n'
    "04/04/2026 10:00,Bea,Jones,bea@mail.example,447700900123,My back,\n"
    "05/04/2026 10:00,Cy,Low,,4.47712E+11,My hip,\n"
    "06/04/2026 10:00,Di,High,,,My neck,\n"
)


def how_many() -> int:
    with reading() as session:
        return session.scalars(how_many_enquiries()).one()


def shoot(page: Page, name: str) -> None:
    """For whoever wants to look: a folder named in the environment."""
    if folder := os.environ.get("COPYDESK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_list_comes_in_is_mended_confirmed_and_taken_back(
    page: Page, sign_in: SignIn, tmp_path: Path, axe: Callable[..., list[str]]
) -> None:
    file = tmp_path / "requests of march.csv"
    file.write_text(LIST)
    sign_in(page, "mo", "/desk/imports")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="requests of march.csv")).to_be_visible()
    expect(page.get_by_text("can be read both ways")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm")).to_be_disabled()
    shoot(page, "unclear")

    page.get_by_role("button", name="3 April: the day comes first").click()
    expect(page.get_by_text("2 enquiries will be written.")).to_be_visible()
    expect(page.get_by_role("radio", name="Error 2", checked=True)).to_be_visible()
    shoot(page, "rehearsal")
    settle(page)
    page.get_by_text("Columns", exact=True).click()
    settle(page)
    side = page.get_by_role("combobox", name="Which side?")
    side.scroll_into_view_if_needed()
    page.wait_for_function(STILL)  # a list closes when its field moves
    page.evaluate(DRAWN)
    side.click()
    page.keyboard.type("Leave")
    expect(page.get_by_role("option", name="Leave out")).to_be_visible()
    expect(side).to_have_attribute("aria-activedescendant", re.compile("."))  # Enter is for it
    page.keyboard.press("Enter")
    expect(side).to_have_value("Leave out")
    shoot(page, "columns")
    page.get_by_role("button", name="Look at the rows again").click()
    expect(page.get_by_text("2 enquiries will be written.")).to_be_visible()
    assert axe(page) == []
    assert how_many() == 0

    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Finished: 2 enquiries written")).to_be_visible()
    shoot(page, "finished")
    with reading() as session:
        anna, bea = session.scalars(select(Enquiry).order_by(Enquiry.id))
        assert (anna.name, anna.message) == ("Anna Smith", "My knee\nhurts")
        assert (bea.phone, bea.received_at.month) == ("+447700900123", 4)
        assert session.scalars(select(ImportBatch.state)).one() is ImportState.FINISHED

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: 2 enquiries taken back")).to_be_visible()
    assert how_many() == 0
    page.get_by_role("button", name="All imports").click()
    expect(page.get_by_role("link", name="requests of march.csv")).to_be_visible()
    shoot(page, "list")


def test_what_is_no_list_is_said_and_another_can_be_brought(
    page: Page, sign_in: SignIn, tmp_path: Path
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    sign_in(page, "mo", "/desk/imports")
    page.locator("input[type=file]").set_input_files(tmp_path / "broken.xlsx")

    expect(page.get_by_text("The workbook is damaged.")).to_be_visible()
    expect(page.get_by_text("Nothing was imported yet.")).to_be_visible()


def test_the_front_desk_finds_no_way_to_import(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "fay", "/desk/imports")

    expect(page.get_by_role("link", name="Imports")).to_have_count(0)
    expect(page.locator("input[type=file]")).to_have_count(0)
