"""The same pages drawn over and over by several people: nothing may pile up in the server.

The whole check: `python -m tests.browser.soak 10000`.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from models.base import schema
from models.base.database import writing
from models.staff.member import Actor, Role, StaffMember
from tests.browser.server import Server, free_port
from tests.browser.wire import answer, cookie_of, line, run
from tests.databases import use_database

PAGES = ("", "enquiries", "articles", "account")


@dataclass(frozen=True, slots=True)
class Held:
    """What the server holds of the machine; `memory` in kibibytes."""

    memory: int
    handles: int
    threads: int


def held_by(server: Server) -> Held:
    assert server.process
    process = Path(f"/proc/{server.process.pid}")
    told = dict(row.split(":", 1) for row in (process / "status").read_text().splitlines())
    memory, threads = (int(told[name].split()[0]) for name in ("VmRSS", "Threads"))
    return Held(memory, len(list((process / "fd").iterdir())), threads)


@contextmanager
def tabs(server: Server, whose: Sequence[Actor]) -> Iterator[list[ClientConnection]]:
    """One for each, open all the while: of a closed one Streamlit keeps some for two minutes."""
    with ExitStack() as opened:
        yield [opened.enter_context(line(server, cookie=cookie_of(who))) for who in whose]


def soak(server: Server, opened: Sequence[ClientConnection], times: int) -> Held:
    """Draw so many pages, shared by all tabs at once; what is held then."""
    with ThreadPoolExecutor(len(opened)) as people:
        list(people.map(lambda tab: _draw(tab, times // len(opened)), opened))
    return held_by(server)


def _draw(tab: ClientConnection, times: int) -> None:
    for page in islice(cycle(PAGES), times):
        tab.send(run(page))
        assert answer(tab)[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "soak.sqlite"
        use_database(database)
        schema.migrate()
        server = Server(database, free_port(), Path(folder) / "server.log")
        server.start()
        try:
            with tabs(server, [_hired(number) for number in range(4)]) as opened:
                for _ in range(10):
                    sys.stdout.write(f"{soak(server, opened, times // 10)}\n")
        finally:
            server.stop()


def _hired(number: int) -> Actor:
    with writing() as session:
        member = StaffMember(
            username=f"worker{number}", full_name=f"Worker {number}", email="", role=Role.MANAGER
        )
        session.add(member)
        session.flush()
        return member.as_actor()


if __name__ == "__main__":
    main(int(sys.argv[1]))
