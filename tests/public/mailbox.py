"""Where the mails of a test arrive: a real server of its own, which may also refuse."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

SERVER = Path(__file__).with_name("mail_server.py")


@dataclass
class Mailbox:
    folder: Path

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{(self.folder / 'port').read_text()}"

    def answers(self, words: str, goodbye: str = "221 Bye") -> None:
        (self.folder / "answer").write_text(words)
        (self.folder / "goodbye").write_text(goodbye)

    def empty(self) -> None:
        self.answers("250 OK")
        for file in self.folder.glob("*.json"):
            file.unlink()

    @property
    def posted(self) -> list[tuple[list[str], EmailMessage]]:
        told = [json.loads(file.read_text()) for file in sorted(self.folder.glob("*.json"))]
        return [
            (each["to"], message_from_string(each["message"], policy=policy.default))
            for each in told
        ]


@contextmanager
def running_mailbox(folder: Path) -> Iterator[Mailbox]:
    process = subprocess.Popen([sys.executable, str(SERVER), str(folder)])
    try:
        for _ in range(200):
            if (folder / "port").exists():
                break
            time.sleep(0.05)
        yield Mailbox(folder)
    finally:
        process.kill()
        process.wait(10)
