"""Two processes on one PostgreSQL behind one Caddy: one is killed, and nobody notices."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from signal import SIGKILL, Signals
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import func, select

from actions.articles.planning import schedule_publishing
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry
from models.notices.notice import Dispatch
from models.staff.log import LogEntry
from models.staff.member import Actor
from tests.articles import write_article
from tests.browser.conftest import PASSWORD
from tests.browser.deploy.caddy import caddy_with
from tests.browser.deploy.test_proxy import ASKED
from tests.browser.enquiries.test_note import drafts
from tests.browser.enquiries.test_one_person import listens
from tests.browser.server import Server, free_port
from tests.browser.storm import Storm
from tests.enquiries import arrive
from tests.public.clock.test_notices import choose
from tests.public.mailbox import Mailbox

pytestmark = pytest.mark.postgresql


@dataclass
class Several(Server):
    """Found at Caddy's port. Of what it stops, one process after the other is it."""

    processes: list[Server] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turns = cycle(self.processes)
        self._stopped = self.processes[0]

    def start(self) -> None:
        self._stopped.start()

    def stop(self, how: Signals = SIGKILL) -> None:
        self._stopped = next(self._turns)
        self._stopped.stop(how)

    @property
    def is_running(self) -> bool:
        return self._stopped.is_running


@pytest.fixture
def several(
    fresh_database: Path,
    staff: dict[str, Actor],
    mailbox: Mailbox,
    request: pytest.FixtureRequest,
) -> Iterator[Several]:
    """It mails the desk of what comes in; a parameter limits how much one address may send."""
    choose(mail_recipients=["desk@clinic.example"])
    folder, port = fresh_database.parent, free_port()
    told = {"COPYDESK_PUBLIC_URL": f"http://localhost:{port}", "COPYDESK_SMTP_URL": mailbox.url}
    told["COPYDESK_INTAKE_LIMIT"] = getattr(request, "param", "off")
    processes = [
        Server(fresh_database, free_port(), folder / f"log-{number}", told) for number in range(2)
    ]
    for process in processes:
        process.start()
    names = {
        "COPYDESK_SITE": f"localhost:{port}",
        "COPYDESK_PROCESSES": " ".join(f"127.0.0.1:{each.port}" for each in processes),
    }
    address, alone = f"http://localhost:{port}", f"http_port {port}"
    with caddy_with("Caddyfile.several", folder, address, alone, names):
        yield Several(fresh_database, port, folder / "log-0", processes=processes)
    for process in processes:
        process.stop()


def sign_in_through(page: Page, several: Several, path: str) -> None:
    page.goto(several.url + path)
    page.get_by_label("Username").fill("fay")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    listens(page)


def until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(holds)


def test_one_after_the_other_is_killed_and_nobody_is_signed_out_and_nothing_is_lost(
    several: Several, new_context: Callable[..., BrowserContext]
) -> None:
    anna = arrive("Anna")
    page = new_context().new_page()
    sign_in_through(page, several, f"/desk/enquiries?open={anna.id}")
    note = page.get_by_label("Add a note")
    note.press_sequentially("Left a ")
    storm = Storm(several, posts=300)
    raging = Thread(target=storm.rage, args=(4,))
    raging.start()
    note.press_sequentially("voicemail")
    raging.join()

    assert storm.kills == 4
    assert len(storm.acknowledged) == 300
    with reading() as session:
        kept = session.execute(select(Enquiry.name, Enquiry.reference)).all()
    assert set(storm.acknowledged.values()) <= {each.reference for each in kept}
    assert len({each.name for each in kept}) == len(kept) == 301
    until(lambda: drafts() == ["Left a voicemail"])
    expect(note).to_have_value("Left a voicemail")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Anna · Note saved.")).to_be_visible()


@pytest.mark.parametrize("several", ["25/hour"], indirect=True)
def test_what_is_due_is_done_once_and_an_address_has_its_share_once(
    several: Several, mailbox: Mailbox, mo: Actor
) -> None:
    articles = [write_article(f"Article {number}", ["Rest"]).id for number in range(12)]
    due = now() + timedelta(seconds=2)
    with writing() as session:
        for each in articles:
            schedule_publishing(session, each, due, by=mo)
    Storm(several, posts=20).rage(kills=0)
    assert [posted(several) for _ in range(12)][-1] == 429
    until(lambda: published() >= len(articles) and sent() > 0)
    for process in several.processes:
        process.stop()  # what it has begun it ends

    assert published() == len(articles)
    assert len(mailbox.posted) == sent()
    with reading() as session:
        assert session.scalar(select(func.count(Enquiry.id))) == 25


def posted(several: Several) -> int:
    """Without a cookie, as a program does. Returns what it was answered."""
    content = {"Content-Type": "application/json"}
    asked = Request(f"{several.url}/api/enquiries", json.dumps(ASKED).encode(), content)
    try:
        with urlopen(asked) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def published() -> int:
    wanted = select(func.count(LogEntry.id)).where(LogEntry.action == "article.published")
    with reading() as session:
        return session.scalar(wanted) or 0


def sent() -> int:
    """Mails that the desk was told in, as the database knows them."""
    wanted = select(func.count(Dispatch.id)).where(Dispatch.sent_at.is_not(None))
    with reading() as session:
        return session.scalar(wanted) or 0
