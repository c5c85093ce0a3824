"""Many people write at once while the server is killed or stopped under them, again and again.

The whole check: `python -m tests.browser.storm 10000 20`.
"""

import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.browser.server import Server, free_port
from tests.databases import environment_of

AT_ONCE = 16
PATIENCE = 300.0


@dataclass
class Storm:
    """`acknowledged` tells what each sender was answered: number → reference."""

    server: Server
    posts: int
    acknowledged: dict[int, str] = field(default_factory=dict)
    tried_again: int = 0
    kills: int = 0
    how: signal.Signals = signal.SIGKILL

    def rage(self, kills: int) -> None:
        """Kill at random moments, evenly over the posts, until each has been answered."""
        with ThreadPoolExecutor(AT_ONCE) as people:
            sent = [people.submit(self._send, number, kills) for number in range(self.posts)]
            while self.kills < kills:
                self._wait_for(int(self.posts * (self.kills + 0.3) / kills))
                time.sleep(random.uniform(0.0, 0.15))
                self.server.stop(self.how)
                assert not self.server.is_running
                self.server.start()
                self.kills += 1
            for each in sent:
                each.result()

    def verdict(self) -> dict[str, int]:
        """Counts over the database as it lies on disk."""
        address = environment_of(self.server.database)["COPYDESK_DATABASE"]
        engine = create_engine(address if "://" in address else f"sqlite:///{address}")
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT name, reference FROM enquiry")).all()
            check = text("PRAGMA integrity_check")
            is_unsound = engine.name == "sqlite" and connection.execute(check).scalar() != "ok"
        engine.dispose()
        kept, times = {reference for _, reference in rows}, Counter(name for name, _ in rows)
        return {
            "posts": self.posts,
            "acknowledged": len(self.acknowledged),
            "kills": self.kills,
            "tried again": self.tried_again,
            "lost": len(set(self.acknowledged.values()) - kept),
            "duplicated": sum(count - 1 for count in times.values()),
            "unsound": int(is_unsound),
        }

    def _wait_for(self, answers: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while len(self.acknowledged) < answers and time.monotonic() < deadline:
            time.sleep(0.01)

    def _send(self, number: int, kills: int) -> None:
        """Try until there is an answer; the same key each time, as the address asks."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if number * kills >= self.posts * (self.kills + 1):
                time.sleep(0.01)  # where another process answers meanwhile, all would be sent
                continue
            try:
                self.acknowledged[number] = self._answer(number)
            except (OSError, HTTPException):
                self.tried_again += 1
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(number)

    def _answer(self, number: int) -> str:
        asked = {"name": f"Person {number}", "email": "one@clinic.example", "consent": True}
        headers = {"Content-Type": "application/json", "Idempotency-Key": f"storm-{number}"}
        connection = HTTPConnection("localhost", self.server.port, timeout=20)
        try:
            connection.request("POST", "/api/enquiries", json.dumps(asked), headers)
            response = connection.getresponse()
            said = response.read()
        finally:
            connection.close()
        if response.status != 201:
            raise ConnectionError(response.status)
        return str(json.loads(said)["reference"])


def main(posts: int, kills: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "storm.sqlite"
        server = Server(database, free_port(), Path(folder) / "server.log")
        server.start()
        storm = Storm(server, posts)
        storm.rage(kills)
        server.kill()
        sys.stdout.write(f"{storm.verdict()}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
