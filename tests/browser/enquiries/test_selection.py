"""A hundred gestures of every kind while rows arrive: nobody but the one named is ever changed."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from sqlalchemy import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.staff.member import Actor
from tests.browser.enquiries.test_one_person import listens, shown
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server
from tests.browser.wire import answer, cookie_of, line, run
from tests.enquiries import arrive

SignIn = Callable[..., None]
ROUNDS = 100
TICKS = 50
PHONE = "+44 7700 900123"
KEYS = "aiwbu"
SKIP = "[role=dialog] .st-key-e-book-skip button"
SAID_OR_ASKED = """([before, skip]) => {
    const said = document.querySelector('[class*="st-key-e-said-line"]')?.className ?? "";
    return (said !== "" && said !== before) || document.querySelector(skip) !== null;
}"""


def newest_event() -> int:
    with reading() as session:
        return (
            session.scalars(select(EnquiryEvent.id).order_by(EnquiryEvent.id.desc())).first() or 0
        )


def changed_by(staff_id: int | None, since: int) -> list[tuple[str, str]]:
    """Kind and name of every change that this person made after that event."""
    found = (
        select(EnquiryEvent.kind, Enquiry.name)
        .join(Enquiry, Enquiry.id == EnquiryEvent.enquiry_id)
        .where(EnquiryEvent.id > since, EnquiryEvent.by_id == staff_id)
    )
    with reading() as session:
        return [(row.kind, row.name) for row in session.execute(found)]


def open_somebody(page: Page, rng: Random) -> None:
    rows = page.locator(".tb-row .tb-open")
    rows.first.wait_for()
    name = rows.nth(rng.randrange(min(rows.count(), 10))).inner_text()
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    settle(page)


def merge(page: Page) -> bool:
    same = page.get_by_role("button", name="Same person?")
    if not same.count():
        return False
    same.first.click()
    into = "Merge into this one"
    page.get_by_role("menuitem", name=into).or_(page.get_by_role("option", name=into)).click()
    return True


def call(page: Page) -> None:
    page.get_by_role("button", name="To call today").click()
    page.get_by_role("button", name="Ruth wrote").click()
    expect(page.get_by_role("heading", name="Ruth", exact=True)).to_be_visible()
    page.keyboard.press("Escape")


def said_class(page: Page) -> str:
    line = page.locator('[class*="st-key-e-said-line"]')
    return (line.get_attribute("class") or "") if line.count() else ""


def answered(page: Page, before: str) -> bool:
    """Whether something new is said or asked within ten seconds: some gestures have no effect."""
    with suppress(PlaywrightTimeout):
        page.wait_for_function(SAID_OR_ASKED, arg=[before, SKIP], timeout=10_000)
        return True
    return False


def do_something(page: Page, rng: Random) -> tuple[str, str]:
    """The gesture, and what was said of it; both empty where there was nothing to do."""
    gesture, before = rng.choice([*KEYS, "merge"]), said_class(page)
    if gesture != "merge":
        page.keyboard.press(gesture)
    elif not merge(page):
        return "", ""
    if answered(page, before) and page.locator(SKIP).is_visible():
        page.keyboard.press("b")  # booked asks for the time, and b once more goes on without
        page.locator(SKIP).wait_for(state="hidden")
        answered(page, before)
    settle(page)
    return gesture, page.locator('[class*="st-key-e-said-line"]').inner_text()


def prepare(page: Page, rng: Random, turn: int) -> None:
    """Somebody is open, somebody arrives, and perhaps Ruth is called from the top."""
    if page.locator('[class*="st-key-e-shown-"]').count() != 1 or rng.random() < 1 / 4:
        open_somebody(page, rng)
    if turn % 2:
        arrive(f"N{turn:02}", phone=PHONE if turn % 10 == 1 else "")
    if rng.random() < 1 / 8:
        call(page)
    settle(page)


@pytest.mark.long
def test_no_gesture_changes_anybody_but_whom_the_screen_names(
    server: Server, page: Page, sign_in: SignIn, staff: dict[str, Actor]
) -> None:
    rng = Random(9)
    arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])
    for number in range(12):
        arrive(f"P{number:02}", phone=PHONE if number % 3 == 0 else "")
    sign_in(page, "fay", "/desk/enquiries?status=all")
    listens(page)
    acted = 0
    for turn in range(ROUNDS):
        prepare(page, rng, turn)
        since, on_screen = newest_event(), {shown(page)} | named(undo_line(page))
        name = shown(page)
        gesture, words = do_something(page, rng)
        made = changed_by(staff["fay"].id, since)
        # a line in whom it was part of says so, and changes nothing there
        changed = {who for kind, who in made if kind != "separated" or who in named(words)}
        allowed = on_screen if gesture == "u" else {name}
        allowed |= named(words) if gesture == "merge" else set()
        assert changed <= allowed, (turn, gesture, words)
        assert not changed or changed & named(words), (turn, gesture, words)
        assert ruth_is_neither_booked_nor_away(), turn
        acted += bool(changed)

    assert acted > ROUNDS // 4


def undo_line(page: Page) -> str:
    line = page.locator(".st-key-e-undo-line")
    return line.inner_text() if line.count() else ""


def named(words: str) -> set[str]:
    return {word.strip("·,.:()") for word in words.split()}


def ruth_is_neither_booked_nor_away() -> bool:
    with reading() as session:
        [ruth] = session.scalars(select(Enquiry).where(Enquiry.name == "Ruth"))
    return ruth.status not in {Status.BOOKED, Status.CLOSED, Status.SPAM}


def table_in(messages: Sequence[ForwardMsg]) -> tuple[str, dict[int, str]]:
    """The table's own id, and who stands in its rows from top to bottom."""
    drawn = [
        message.delta.new_element.bidi_component
        for message in messages
        if message.delta.new_element.bidi_component.component_name.endswith("copydesk_table")
    ][-1]
    return drawn.id, {row["id"]: row["name"] for row in json.loads(drawn.json)["rows"]}


def ticked_in(messages: Sequence[ForwardMsg]) -> list[int]:
    """As the address says after it."""
    told = [m.page_info_changed.query_string for m in messages if m.HasField("page_info_changed")]
    given = parse_qs(told[-1]).get("ticked", [""])[0] if told else ""
    return [int(number) for number in given.split("-") if number]


def tick(opened: ClientConnection, table: str, enquiry_id: int) -> list[ForwardMsg]:
    message = BackMsg()
    message.rerun_script.page_name = "enquiries"
    itself = message.rerun_script.widget_states.widgets.add()
    itself.id, itself.json_value = table, "{}"
    state = message.rerun_script.widget_states.widgets.add()
    state.id = f"$$STREAMLIT_INTERNAL_KEY_{table}__events"
    told = {"event": "ticked", "value": {"on": [enquiry_id], "off": []}}
    state.json_trigger_value = json.dumps([told])
    opened.send(message.SerializeToString())
    return answer(opened)


def shuffle(rng: Random, turn: int) -> None:
    """Somebody arrives, somebody leaves the list, two change places."""
    arrive(f"N{turn}")
    with writing() as session:
        people = session.scalars(select(Enquiry).where(Enquiry.status == Status.NEW)).all()
        gone, first, second = rng.sample(people, 3)
        gone.status = Status.CLOSED
        first.received_at, second.received_at = second.received_at, first.received_at


def test_a_tick_on_a_table_that_has_changed_since_belongs_to_the_person_seen(
    server: Server, fay: Actor
) -> None:
    rng = Random(11)
    for number in range(20):
        arrive(f"P{number:02}")
    acted_on = 0
    with line(server, cookie=cookie_of(fay)) as opened:
        for turn in range(TICKS):
            opened.send(run("enquiries"))
            table, people = table_in(answer(opened))
            seen = rng.choice(list(people))
            shuffle(rng, turn)
            if turn % 2:  # the desk has drawn the new state, the browser not yet
                opened.send(run("enquiries"))
                answer(opened)
            ids = ticked_in(tick(opened, table, seen))
            with reading() as session:
                hit = [session.get_one(Enquiry, number).name for number in ids]
            assert hit in ([], [people[seen]]), turn
            acted_on += len(hit)

    assert acted_on > TICKS // 2
