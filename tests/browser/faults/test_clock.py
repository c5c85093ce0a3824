"""Somebody sets the clock of the machine while everybody works."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from actions.articles.planning import schedule_publishing
from models.articles.article import Version
from models.base.database import reading, writing
from models.base.table import now
from models.staff.member import Actor
from tests.articles import Written
from tests.browser.faults.any_clock import serve_by_any_clock
from tests.browser.server import Server
from tests.browser.wire import answer, ask, cookie_of, line, run, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = {"name": "Jane Doe", "email": "jane@example.com", "consent": True, "message": "My knee."}


@dataclass
class Clock:
    """That of the server, beside the one of the test."""

    file: Path
    beside: timedelta = timedelta(0)

    def put(self, beside: timedelta) -> None:
        self.beside, words = beside, str(beside.total_seconds())
        self.file.write_text(words, "utf-8")
        is_set = self.file.with_suffix(".set")
        while not is_set.exists() or is_set.read_text("utf-8") != words:
            time.sleep(0.02)

    @property
    def as_there(self) -> time_machine.travel:
        return time_machine.travel(now() + self.beside, tick=True)


@pytest.fixture
def clock(fresh_database: Path) -> Clock:
    made = Clock(fresh_database.with_name("clock"))
    made.file.write_text("0", "utf-8")
    return made


@pytest.fixture
def server(
    fresh_database: Path, clock: Clock, staff: dict[str, Actor], own_port: int
) -> Iterator[Server]:
    told = {"ANY_CLOCK": str(clock.file), "COPYDESK_INTAKE_LIMIT": "3/hour"}
    log = fresh_database.with_name("server.log")
    made = Server(fresh_database, own_port, log, told, by=serve_by_any_clock)
    made.start()
    yield made
    made.stop()


def sends(server: Server) -> int:
    headers = {"Content-Type": "application/json"}
    body = json.dumps(ASKED).encode()
    return ask(server, "/api/enquiries", method="POST", body=body, headers=headers).status


def sees_the_desk(server: Server, cookie: str) -> bool:
    with line(server, cookie=cookie) as opened:
        opened.send(run("account"))
        return "Where I am signed in" in told(answer(opened))


def versions() -> int:
    with reading() as session:
        return session.query(Version).count()


def test_nobody_is_shut_out_and_nothing_is_done_twice(
    server: Server, clock: Clock, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        schedule_publishing(session, tides.id, now() + HOUR, by=mo)
    before = cookie_of(mo)
    assert sees_the_desk(server, before)
    for jump in (-HOUR, DAY, DAY - HOUR, timedelta(0)):
        clock.put(jump)
        assert not sees_the_desk(server, before)
        with clock.as_there:
            again = cookie_of(mo)
        assert sees_the_desk(server, again)
        assert ask(server, "/readyz").status == 200
        before = again
        if jump == DAY:
            while versions() == 0:
                time.sleep(0.05)

    assert [sends(server) for _ in range(4)] == [201, 201, 201, 429]
    clock.put(DAY)
    assert sends(server) == 429
    assert versions() == 1
    assert '"fault"' not in server.log.read_text()
    assert '"job failed"' not in server.log.read_text()
