"""A morning at the front desk: rows arrive while people tick, type and read."""

import json
from collections.abc import Callable
from time import sleep
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from desk.enquiries.listing.news import EVERY_SECONDS
from models.base.database import reading
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor
from tests.browser.server import Server
from tests.browser.wire import answer, cookie_of, line, run
from tests.enquiries import arrive

SignIn = Callable[..., None]
BOX, NAME = ".tb-tick input", ".tb-open"
WITHIN = 10_000


def click_row(page: Page, row: int, part: str) -> None:
    """By its place as it is drawn now: the tick (BOX) or the name (NAME) in it."""
    page.locator(".tb-row").nth(row).locator(part).click()


def asked(page: Page, name: str) -> str:
    query = parse_qs(urlsplit(str(page.evaluate("location.href"))).query)
    return query.get(name, [""])[0]


def wait_for(page: Page, name: str, value: str | None) -> None:
    page.wait_for_function(
        "([name, value]) => new URL(location.href).searchParams.get(name) === value",
        arg=[name, value],
    )


# The first row within 300 px, and nothing but the list to scroll by.
LAYOUT = """() => {
    const scrolls = (each) => each.scrollHeight > each.clientHeight + 1
        && ["auto", "scroll"].includes(getComputedStyle(each).overflowY);
    return {
        starts: document.querySelector(".tb-row").getBoundingClientRect().top < 300,
        bars: [...document.querySelectorAll("*")].filter(scrolls).map((each) => each.className),
    };
}"""
# Asked inside the page, at every picture it draws: a look from outside costs as much as a gesture.
SETTLED = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    if (app?.dataset.testScriptState !== "notRunning") return false;
    if (document.querySelector("[data-testid=stSkeleton], [data-stale=true]")) return false;
    const listens = document.querySelector("[data-listens]")?.dataset.listens;
    const shown = [...document.querySelectorAll('[class*="st-key-e-shown-"]')];
    if (listens === undefined) return true;
    if (!shown.length) return listens === "0-0";
    return shown.every((each) => each.classList.contains(`st-key-e-shown-${listens}`));
}"""


def settle(page: Page) -> None:
    """Drawn to its end, and the keys are for whom one reads."""
    page.wait_for_function(SETTLED)


def statuses() -> dict[str, Status]:
    with reading() as session:
        return {each.name: each.status for each in session.scalars(select(Enquiry))}


def post(server: Server, name: str) -> None:
    body = {"name": name, "email": "new@example.com", "message": "Hello", "consent": True}
    request = Request(
        f"{server.url}/api/enquiries",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urlopen(request) as answer:
        assert answer.status == 201


def newest_first() -> list[tuple[int, str]]:
    wanted = (
        select(Enquiry.id, Enquiry.name)
        .where(Enquiry.status == Status.NEW)
        .order_by(Enquiry.received_at.desc(), Enquiry.id.desc())
    )
    with reading() as session:
        return [(row.id, row.name) for row in session.execute(wanted)]


@pytest.mark.long
def test_the_same_two_people_are_acted_on_while_rows_arrive(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    for number in range(40):
        arrive(f"P{number:02}")
    sign_in(page, "fay", "/desk/enquiries")
    expect(page.get_by_role("radio", name="New 40")).to_be_visible()
    settle(page)
    assert page.evaluate(LAYOUT) == {"starts": True, "bars": ["tb-scroll"]}
    meant: set[str] = set()
    for turn in range(10):
        settle(page)
        row, later, many = 1 + turn % 3, 4 + turn % 3, 1 + turn % 4
        (first, one), (second, other) = newest_first()[row], newest_first()[later]
        click_row(page, row, BOX)
        wait_for(page, "ticked", f"{first}")
        settle(page)
        stood = page.locator(".tb-scroll").bounding_box()
        for extra in range(many):
            arrive(f"During {turn}-{extra}")
        if turn % 2:
            later += many
            show = page.get_by_role("button", name=f"{many} new – show")
            expect(show).to_be_visible()
            assert page.locator(".tb-scroll").bounding_box() == stood, "nothing moves for them"
            show.click()
            expect(show).to_have_count(0)
            settle(page)
        click_row(page, later, BOX)
        wait_for(page, "ticked", f"{first}-{second}")
        arrive(f"After {turn}")
        page.get_by_role("button", name="Set status").click()
        page.get_by_role("menuitem", name="Waiting").or_(
            page.get_by_role("option", name="Waiting")
        ).click()
        page.get_by_role("button", name="Change 2").click()
        meant |= {one, other}
        expect(page.get_by_role("radio", name=f"Waiting {len(meant)}")).to_be_visible()
        assert {n for n, status in statuses().items() if status is Status.WAITING} == meant
        expect(page.get_by_text("2 ticked")).to_have_count(0)


def test_a_new_enquiry_appears_by_itself_and_a_half_typed_note_stays(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    settle(page)
    note = page.get_by_label("Add a note")
    note.press_sequentially("Left a voi")

    post(server, "Ruth Vale")
    expect(page.get_by_role("radio", name="New 2")).to_be_visible(timeout=WITHIN)
    expect(note).to_have_value("Left a voi")
    expect(note).to_be_focused()
    note.press_sequentially("cemail")

    arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])
    expect(page.get_by_role("button", name="To call today")).to_be_visible(timeout=WITHIN)
    expect(note).to_have_value("Left a voicemail")
    note.press_sequentially(".")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Note saved.")).to_be_visible()
    with reading() as session:
        assert session.get_one(Enquiry, anna.id).notes == "Left a voicemail."


def test_arrow_keys_open_records_and_the_address_brings_them_back(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    people = [arrive(f"Person {number}") for number in range(30)]
    sign_in(page, "fay", "/desk/enquiries?sort=oldest")
    settle(page)
    click_row(page, 0, NAME)
    expect(page.get_by_role("heading", name="Person 0", exact=True)).to_be_visible()
    for number in (1, 2, 3):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("heading", name=f"Person {number}", exact=True)).to_be_visible()

    page.reload()
    expect(page.get_by_role("heading", name="Person 3", exact=True)).to_be_visible()
    assert (asked(page, "sort"), asked(page, "open")) == ("oldest", str(people[3].id))

    page.get_by_role("button", name="Page 2").click()
    expect(page.get_by_role("link", name="Person 26", exact=True)).to_be_visible()
    click_row(page, 1, NAME)
    expect(page.get_by_role("heading", name="Person 26", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Person 3", exact=True)).to_be_visible()
    assert asked(page, "page") == "2"


def test_searching_while_typing_keeps_every_letter(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    arrive("Ruth Vale", phone="+1 (212) 555-0147", status=Status.BOOKED)
    arrive("Anna Smith")
    sign_in(page, "fay", "/desk/enquiries")
    settle(page)
    box = page.get_by_placeholder("Name, phone, any word")
    for letter in "(212) 555-0147":
        box.press_sequentially(letter, delay=120)
    expect(box).to_have_value("(212) 555-0147")
    wait_for(page, "q", "(212) 555-0147")
    expect(page.get_by_text("1–1 of 1")).to_be_visible()
    settle(page)
    click_row(page, 0, NAME)
    expect(page.get_by_role("heading", name="Ruth Vale")).to_be_visible()
    call = page.get_by_role("link", name="+1 (212) 555-0147")
    expect(call).to_have_attribute("href", "tel:+12125550147")


def test_the_screen_has_no_barriers(
    server: Server,
    page: Page,
    sign_in: SignIn,
    axe: Callable[..., list[str]],
) -> None:
    anna = arrive("Anna", is_at_risk=True, risk_phrases=["end my life"])
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    settle(page)
    expect(page.get_by_role("button", name="Save note")).to_be_visible()

    found = axe(page, "[data-testid=stMain]")

    assert found == []


BEHIND_WHAT_WAS_SAID = """() => getComputedStyle(
    document.querySelector("[class*=st-key-e-said-line]")).backgroundColor"""


def test_on_a_phone_the_record_slides_over_the_list_and_says_what_was_done(
    server: Server, new_context: Callable[..., object], sign_in: SignIn
) -> None:
    anna = arrive("Anna", message="My knee hurts")
    mobile = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36"
    page = new_context(**mobile, user_agent=agent, color_scheme="dark").new_page()  # type: ignore[attr-defined]  # Playwright's devices are untyped
    sign_in(page, "fay", "/desk/enquiries")
    settle(page)
    click_row(page, 0, NAME)
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", name="Anna", exact=True)).to_be_in_viewport()
    expect(drawer.get_by_text("My knee hurts")).to_be_visible()
    for colleague in ("Mo Example", "Fay Example"):  # the second on what the first left
        settle(page)
        drawer.get_by_role("textbox", name="Add a note").press_sequentially("Called. ")
        drawer.get_by_role("combobox", name="Assigned to").tap()
        page.get_by_role("option", name=colleague).tap()
        expect(drawer.get_by_text(f"Anna · Assigned to {colleague}.")).to_be_visible()
    assert page.evaluate(BEHIND_WHAT_WAS_SAID) == "rgb(24, 35, 34)"  # dark, as the page is
    settle(page)
    drawer.get_by_role("button", name="Undo").first.tap()
    expect(drawer.get_by_text("Anna · Taken back.")).to_be_visible()
    expect(drawer.get_by_text("Assigned to Mo Example", exact=True)).to_be_visible()
    expect(drawer.get_by_role("textbox", name="Add a note")).to_have_value("Called. Called. ")
    with reading() as session:
        assert session.get_one(Enquiry, anna.id).assigned_to_id
    drawer.get_by_role("button", name="Close").first.click()
    expect(drawer).not_to_be_visible()
    page.wait_for_function("() => !new URL(location.href).searchParams.has('open')")


def test_spam_that_arrives_redraws_only_a_list_that_shows_it(
    server: Server, staff: dict[str, Actor]
) -> None:
    redrawn = []
    for query in ("", "status=spam"):
        with line(server, cookie=cookie_of(staff["fay"])) as desk:
            desk.send(run("enquiries", query=query))
            drawn = answer(desk)  # the list's own look comes before the one that every screen has
            part, *_ = [m.auto_rerun.fragment_id for m in drawn if m.HasField("auto_rerun")]
            for status in (Status.SPAM, Status.NEW):
                arrive(status=status)
                sleep(EVERY_SECONDS / 2)
                desk.send(run("enquiries", query=query, fragment=part))
                ended = answer(desk)[-1].script_finished
                redrawn.append(ended == ForwardMsg.FINISHED_EARLY_FOR_RERUN)
                if redrawn[-1]:
                    break

    assert redrawn == [False, True, True]
