"""Two processes over one PostgreSQL, of which one dies: the other goes on with all there was."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

import settings
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.staff.access import StaffSession, digest
from models.staff.member import Actor
from public.gate.identity import COOKIE
from tests.articles import Written
from tests.browser.server import Server, port_of_ours
from tests.databases import environment_of
from tests.enquiries import arrive

pytestmark = pytest.mark.postgresql
POSTS, SENDERS, ASLEEP = 300, 8, 20
TOKEN = "of somebody who is signed in"


@pytest.fixture
def two(fresh_database: Path, tmp_path: Path) -> Iterator[list[Server]]:
    settings.secret_key()
    running = []
    for name in ("one", "two"):
        log, wishes = tmp_path / f"{name}.log", environment_of(fresh_database)
        running.append(Server(fresh_database, port_of_ours(), log, wishes))
        running[-1].start()
    yield running
    for server in running:
        server.stop()


def asked(server: Server, method: str, path: str, **how: str) -> tuple[int, bytes]:
    connection = HTTPConnection("localhost", server.port, timeout=20)
    try:
        body = how.pop("body", None)
        connection.request(method, path, body, {name.replace("_", "-"): how[name] for name in how})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def post(servers: list[Server], number: int) -> str:
    """To one of them; where that is gone, to the other. Returns the reference."""
    body = json.dumps({"name": f"Person {number}", "email": "one@x.example", "consent": True})
    for attempt in range(200):
        server = servers[(number + attempt) % len(servers)]
        try:
            kind, key = "application/json", f"post-{number}"
            status, told = asked(
                server, "POST", "/api/enquiries", body=body, Content_Type=kind, Idempotency_Key=key
            )
        except (OSError, HTTPException):
            continue
        if status == 201:
            return str(json.loads(told)["reference"])
    raise AssertionError(number)


def test_one_dies_and_nothing_acknowledged_is_lost_and_nobody_signed_out(
    two: list[Server], ed: Actor, tides: Written
) -> None:
    with writing() as session:
        session.add(StaffSession(token_hash=digest(TOKEN), staff_id=ed.id))
    for server in two:
        assert looks_in(server, tides) == 200
    half = Event()

    def send(number: int) -> str:
        if number == POSTS // 2:
            half.set()
        return post(two, number)

    with ThreadPoolExecutor(SENDERS) as people:
        sent = [people.submit(send, number) for number in range(POSTS)]
        half.wait()
        two[0].kill()
        acknowledged = {each.result() for each in sent}

    with reading() as session:
        kept = dict(session.execute(select(Enquiry.reference, Enquiry.name)).all())
    assert acknowledged - kept.keys() == set()
    assert set(Counter(kept.values()).values()) == {1}
    assert len(kept) == POSTS
    assert looks_in(two[1], tides) == 200
    two[0].start()
    assert looks_in(two[0], tides) == 200


def looks_in(server: Server, article: Written) -> int:
    """What an address for staff alone answers them."""
    cookie = f'{COOKIE}="{TOKEN}"'
    return asked(server, "GET", f"/desk/preview/{article.id}", Cookie=cookie)[0]


def test_what_is_due_is_done_once(two: list[Server]) -> None:
    sleeping = [arrive(f"Sleeper {number}", status=Status.WAITING) for number in range(ASLEEP)]
    with writing() as session:
        for each in sleeping:
            enquiry = session.get_one(Enquiry, each.id)
            enquiry.snoozed_until = now() - timedelta(minutes=1)
            enquiry.wakes_up_as = Status.NEW

    deadline = time.monotonic() + 60
    while any_asleep() and time.monotonic() < deadline:
        time.sleep(0.1)

    with reading() as session:
        woken = session.scalars(select(EnquiryEvent.enquiry_id).filter_by(kind="woke")).all()
    assert Counter(woken) == Counter([each.id for each in sleeping])


def any_asleep() -> bool:
    with reading() as session:
        asleep = select(Enquiry.id).where(Enquiry.snoozed_until.is_not(None)).limit(1)
        return session.scalar(asleep) is not None
