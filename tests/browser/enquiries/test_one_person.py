"""The address, the record, the keys and what is said afterwards are all about one person."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from models.enquiries.enquiry import Enquiry, Status
from tests.browser.enquiries.test_triage import asked, settle, wait_for
from tests.browser.server import Server
from tests.enquiries import arrive, newest

SignIn = Callable[..., None]


def shown(page: Page) -> str:
    return page.locator('[class*="st-key-e-shown-"] h2').inner_text()


def listens(page: Page) -> None:
    page.locator("[data-listens]").wait_for(state="attached")
    settle(page)


def call(page: Page, name: str) -> None:
    """The person in the list of those to call."""
    page.get_by_role("button", name="To call today").click()
    page.get_by_role("button", name=f"{name} wrote").click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    settle(page)


@pytest.fixture
def umit() -> Enquiry:
    return arrive("Ümit")


@pytest.fixture
def ruth() -> Enquiry:
    return arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])


def test_keys_after_the_list_of_calls_act_on_whom_it_opened(
    server: Server, page: Page, sign_in: SignIn, umit: Enquiry, ruth: Enquiry
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={umit.id}")
    listens(page)
    call(page, "Ruth")
    assert asked(page, "open") == str(ruth.id)

    page.keyboard.press("a")
    expect(page.get_by_text("Ruth · Assigned to you.")).to_be_visible()
    settle(page)
    page.keyboard.press("i")
    expect(page.get_by_text("Ruth · Moved to In progress.")).to_be_visible()

    assert newest(ruth).assigned_to_id is not None
    assert newest(ruth).status is Status.IN_PROGRESS
    assert newest(umit).version == umit.version


def test_signing_for_the_risk_stays_with_the_same_person(
    server: Server, page: Page, sign_in: SignIn, umit: Enquiry, ruth: Enquiry
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={umit.id}")
    listens(page)
    call(page, "Ruth")
    page.keyboard.press("b")
    expect(page.get_by_text("Ruth · Acknowledge the risk first")).to_be_visible()
    assert newest(ruth).status is Status.NEW

    page.get_by_label("What did you do?").fill("Called at once.")
    page.get_by_role("button", name="Acknowledge the risk").click()
    expect(page.get_by_text("Ruth · Risk acknowledged under your name.")).to_be_visible()
    settle(page)
    assert (shown(page), asked(page, "open")) == ("Ruth", str(ruth.id))
    page.keyboard.press("b")
    page.get_by_role("button", name="Booked, time not known").click()
    expect(page.get_by_text("Ruth · Booked, time not known.")).to_be_visible()

    assert newest(umit).version == umit.version


def test_the_menu_closes_the_record_and_the_address_says_so(
    server: Server, page: Page, sign_in: SignIn, umit: Enquiry
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={umit.id}")
    listens(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Enquiries").click()
    expect(page.get_by_text("Nobody is open")).to_be_visible()
    wait_for(page, "open", None)
    page.keyboard.press("a")
    settle(page)

    assert newest(umit).version == umit.version


def test_undo_names_the_person_and_opens_nobody_else(
    server: Server, page: Page, sign_in: SignIn, umit: Enquiry
) -> None:
    bea = arrive("Bea")
    sign_in(page, "fay", f"/desk/enquiries?open={umit.id}")
    listens(page)
    page.keyboard.press("w")
    expect(page.get_by_text("Ümit · Moved to Waiting.")).to_be_visible()
    settle(page)
    assert shown(page) == "Bea"
    page.keyboard.press("u")
    expect(page.get_by_text("Ümit · Taken back")).to_be_visible()
    settle(page)

    assert (shown(page), asked(page, "open")) == ("Bea", str(bea.id))
    assert newest(umit).status is Status.NEW
    page.get_by_role("button", name="Show them").click()
    expect(page.get_by_role("heading", name="Ümit", exact=True)).to_be_visible()


def test_each_person_is_read_from_the_top_under_their_name(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    people = [arrive(name, message="A long story.\n" * 80) for name in ("Anna", "Bea")]
    sign_in(page, "fay", f"/desk/enquiries?open={people[1].id}")
    listens(page)
    panel = page.locator(".st-key-e-panel")
    panel.evaluate("panel => panel.scrollTo(0, 900)")
    assert panel.evaluate("panel => panel.scrollTop") > 0
    expect(page.get_by_role("heading", name="Bea", exact=True)).to_be_in_viewport()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Anna", exact=True)).to_be_in_viewport()

    page.wait_for_function("() => document.querySelector('.st-key-e-panel').scrollTop === 0")
