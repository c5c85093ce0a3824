"""A manager takes a list and opens it; the front desk finds no way to."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import time

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import func, select

from models.base.database import reading
from models.enquiries.enquiry import Status
from models.exports.export import Export, ExportState
from tests.browser.server import Server
from tests.enquiries import arrive
from tests.exporting import READERS, fill

SignIn = Callable[..., None]
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_manager_exports_a_list_and_opens_it(page: Page, sign_in: SignIn, tmp_path: Path) -> None:
    fill(101)
    sign_in(page, "mo", "/desk/exports")
    expect(page.get_by_text("101 enquiries will be in the file.")).to_be_visible()
    choose(page, "Enquiries", "Status: Booked")
    expect(page.get_by_text("34 enquiries will be in the file.")).to_be_visible()
    page.get_by_label("Reason").fill("Reminders")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    waiting.value.save_as(tmp_path / "list.csv")
    rows = READERS["csv"]((tmp_path / "list.csv").read_bytes())

    assert len(rows) == 34
    assert {row["status"] for row in rows} == {"booked"}
    expect(page.get_by_role("heading", name="Finished: 34 enquiries")).to_be_visible()
    with reading() as session:
        export = session.scalars(select(Export)).one()
    assert (export.state, export.reason) == (ExportState.FINISHED, "Reminders")
    assert export.receipt in waiting.value.suggested_filename

    page.get_by_text("Check a file").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "list.csv")
    expect(page.get_by_text("Of its 34 enquiries 0 were erased")).to_be_visible()


def test_booked_physiotherapy_with_appointments_in_october_becomes_a_file(
    page: Page, sign_in: SignIn, tmp_path: Path
) -> None:
    """From the list's own filters to a sheet of real dates; kept under a name, taken once more."""
    for number in range(4):
        day = datetime(2026, 9 + number, 6, 9, 30, tzinfo=UTC)
        booked = {"status": Status.BOOKED, "booked_for": day}
        arrive(f"Physio {number}", service="Physiotherapy", **booked)
        arrive(f"Other {number}", service="Podiatry", **booked)
    arrive("Not booked", service="Physiotherapy")
    asked = "status=booked&service=Physiotherapy&booked_since=2026-10-01&booked_until=2026-10-31"
    sign_in(page, "mo", f"/desk/enquiries?{asked}")
    expect(page.get_by_text("1–1 of 1")).to_be_visible()
    page.get_by_role("link", name="Export these").click()
    expect(page.get_by_text("1 enquiry will be in the file.")).to_be_visible()
    choose(page, "Format", "Excel workbook")
    choose(page, "Columns for", "Appointments")
    page.get_by_label("Reason").fill("Rooms in October")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    waiting.value.save_as(tmp_path / "list.xlsx")
    (row,) = READERS["xlsx"]((tmp_path / "list.xlsx").read_bytes())
    assert (row["name"], row["booked_for"]) == ("Physio 1", "2026-10-06T10:30:00+01:00")
    expect(page.get_by_role("heading", name="Finished: 1 enquiries")).to_be_visible()

    page.get_by_role("button", name="Save this list").click()
    page.get_by_label("Name", exact=True).fill("Physiotherapy in October")
    page.get_by_label("Name", exact=True).press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Physiotherapy in October")).to_be_visible()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this list").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")


def test_the_page_goes_on_while_the_file_comes(page: Page, sign_in: SignIn) -> None:
    fill(5)
    sign_in(page, "mo", "/desk/exports")
    page.get_by_label("Reason").fill("Reminders")
    for _ in range(2):
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download").click()
        assert waiting.value.failure() is None
        expect(page.get_by_role("heading", name="Finished: 5 enquiries")).to_be_visible()


def test_the_front_desk_finds_no_way_to_export(
    page: Page, sign_in: SignIn, server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    fill(5)
    managers = new_context().new_page()
    sign_in(managers, "mo", "/desk/exports")
    managers.get_by_label("Reason").fill("Reminders")
    with managers.expect_download() as waiting:
        managers.get_by_role("button", name="Download").click()
    stolen = waiting.value.url

    sign_in(page, "fay", "/desk/exports")
    expect(page.get_by_role("button", name="Download")).to_have_count(0)
    expect(page.get_by_role("link", name="Exports")).to_have_count(0)
    assert "/desk/exports/" in stolen
    assert page.request.get(stolen).status == 404
    assert server.log.read_text().count("Traceback") == 0


def test_the_page_reads_well(page: Page, sign_in: SignIn, axe: Callable[..., list[str]]) -> None:
    fill(5)
    sign_in(page, "mo", "/desk/exports")
    expect(page.get_by_role("button", name="Download")).to_be_visible()

    assert axe(page) == []


def lists_taken() -> int:
    with reading() as session:
        return session.scalars(select(func.count(Export.id))).one()


def test_a_list_is_taken_once_though_enter_is_held_down(page: Page, sign_in: SignIn) -> None:
    fill(3)
    sign_in(page, "mo", "/desk/exports")
    page.get_by_label("Reason").fill("Reminders")
    page.get_by_role("button", name="Download").focus()
    for _ in range(20):
        page.keyboard.down("Enter")
        page.wait_for_timeout(33)
    page.keyboard.up("Enter")
    expect(page.get_by_role("heading", name="Finished: 3 enquiries")).to_be_visible()

    assert lists_taken() == 1


def test_enter_pressed_twice_in_haste_takes_one_list_and_later_another(
    page: Page, sign_in: SignIn
) -> None:
    fill(3)
    sign_in(page, "mo", "/desk/exports")
    page.get_by_label("Reason").fill("Reminders")
    page.get_by_role("button", name="Download").focus()
    browser, first = page.context.new_cdp_session(page), time()
    receipts = page.get_by_role("table", name="Past exports").get_by_role("link")
    for seconds, lists in ((0, 1), (0.3, 1), (1, 2)):
        for kind in ("keyDown", "keyUp"):
            browser.send(
                "Input.dispatchKeyEvent", {"type": kind, "timestamp": first + seconds, **ENTER}
            )
        expect(receipts).to_have_count(lists)
        expect(page.get_by_role("heading", name="Finished: 3 enquiries")).to_be_visible()
        assert lists_taken() == lists
