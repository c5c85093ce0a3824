"""A manager reads a report and clicks its numbers; nobody is kept from reading it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from models.base.database import writing
from models.enquiries.enquiry import Enquiry, Status
from models.intake.receipt import new_reference
from tests.browser.frame.test_screens import PHONE
from tests.browser.server import Server

SignIn = Callable[..., None]
OCTOBER = "period=days&from=2026-10-01&until=2026-10-31"
SERVICES = ("Physiotherapy", "Sports massage", "Podiatry")


@pytest.fixture
def october() -> None:
    """Eighty people, on weekdays and in working hours."""
    first = datetime(2026, 10, 1, 8, tzinfo=UTC)
    with writing() as session:
        for number in range(80):
            came = first + timedelta(hours=9 * number + number % 5)
            status = list(Status)[number % 5]
            answered = None if status is Status.NEW else came + timedelta(minutes=11 * number)
            session.add(Enquiry(
                name=f"Person {number}", reference=new_reference(), received_at=came,
                first_answered_at=answered, status=status, service=SERVICES[number % 3],
                close_reason="No longer needed" if status is Status.CLOSED else "",
            ))  # fmt: skip


def drawn(page: Page) -> None:
    expect(
        page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    ).to_have_count(3)


@pytest.mark.usefixtures("october")
def test_a_number_opens_exactly_those_enquiries(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "mo", f"/desk/reports?{OCTOBER}")
    booked = page.get_by_role("link", name="16", exact=True).first
    expect(booked).to_be_visible()
    booked.click()
    expect(page.get_by_role("heading", name="Enquiries", exact=True)).to_be_visible()
    expect(page.get_by_text("1–16 of 16")).to_be_visible()
    expect(page.get_by_role("table", name="Enquiries").get_by_role("row")).to_have_count(17)

    page.get_by_role("link", name="Back to the report").click()
    expect(page.get_by_text("Received 1 Oct – 31 Oct 2026")).to_be_visible()
    page.get_by_role("link", name="16", exact=True).first.click()
    expect(page.get_by_text("1–16 of 16")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Received 1 Oct – 31 Oct 2026")).to_be_visible()
    expect(page.get_by_role("combobox", name="Period")).to_have_value("Other days")
    table = page.get_by_role("table", name="By service")
    row = table.get_by_role("row").filter(has_text="Podiatry")
    late = row.locator("[aria-label$='late: Podiatry']")
    many = int(late.inner_text())
    late.click()
    expect(page.get_by_text(f"1–{many} of {many}")).to_be_visible()
    expect(page.get_by_role("button", name="Answered late or overdue")).to_be_visible()


@pytest.mark.usefixtures("october")
@pytest.mark.parametrize("hand", [{}, PHONE], ids=["desktop", "phone"])
def test_everybody_can_read_it_and_no_foreign_host_is_asked(
    new_context: Callable[..., BrowserContext],
    sign_in: SignIn,
    server: Server,
    axe: Callable[..., list[str]],
    hand: dict[str, object],
) -> None:
    page = new_context(**hand).new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    sign_in(page, "mo", f"/desk/reports?{OCTOBER}")
    drawn(page)

    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    assert [each for each in asked if not each.startswith((server.url, "data:", "blob:"))] == []
    assert [each for each in complaints if "Content Security Policy" in each] == []
    width = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert width <= 0
