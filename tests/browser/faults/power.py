"""Power that goes away: what a program wrote, and what of it is on disk at any one moment.

The system calls of a real process are written down. What was synchronised before the cut is there;
of what was written after that, each sector is there or is not, as chance has it.
"""

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from settings import ROOT

SECTOR = 512
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink"
_CALL = re.compile(r"\d+ +(\w+)\((?:\d+<([^>]*)>|\"([^\"]*)\")(?:, (.*))?\) += (-?\d+)$")
_HEX = re.compile(r"\\x([0-9a-f]{2})")

Kind = Literal["wrote", "synchronised", "cut to", "removed", "acknowledged"]


class Step(NamedTuple):
    """`at` is where it wrote, or to what length it cut; of an acknowledgement only `content`."""

    kind: Kind
    file: str = ""
    at: int = 0
    content: bytes = b""


def run_watched(program: str, trace: Path, **environment: str) -> list[Step]:
    """What this program of one thread did to the disk. Errors: CalledProcessError."""
    watch = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-xx",
        "-s",
        "1000000",
        "-e",
        f"trace={CALLS}",
        "-o",
        str(trace),
    ]
    subprocess.run(
        [*watch, sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return list(_read(trace.read_text("ascii").splitlines()))


def _read(lines: Iterable[str]) -> Iterator[Step]:
    for line in lines:
        found = _CALL.match(line)
        if not found or found[5] == "-1":
            continue
        name, file, rest = found[1], _bytes(found[2] or found[3]).decode(), found[4] or ""
        if name == "pwrite64":
            yield Step("wrote", file, int(rest.rpartition(", ")[2]), _bytes(rest))
        elif name == "write" and " write(1<" in line:
            yield Step("acknowledged", content=_bytes(rest))
        elif name in {"fsync", "fdatasync"}:
            yield Step("synchronised", file)
        elif name == "ftruncate":
            yield Step("cut to", file, int(rest))
        elif name == "unlink":
            yield Step("removed", file)


def _bytes(shown: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(shown)))


@dataclass
class _OnDisk:
    """One file: what is there for sure, and what came since."""

    sure: bytearray
    since: list[Step] = field(default_factory=list)

    def settle(self, chance: random.Random | None) -> None:
        """All that came since is there; by `chance`, some of its sectors are."""
        for step in self.since:
            if step.kind == "cut to" and (chance is None or chance.random() < 0.5):
                del self.sure[step.at :]
                self.sure.extend(bytes(step.at - len(self.sure)))
            elif step.kind == "wrote":
                for start in range(0, len(step.content), SECTOR):
                    if chance is None or chance.random() < 0.5:
                        self._put(step.at + start, step.content[start : start + SECTOR])
        self.since.clear()

    def _put(self, at: int, content: bytes) -> None:
        self.sure.extend(bytes(max(0, at - len(self.sure))))
        self.sure[at : at + len(content)] = content


def acknowledged(steps: Iterable[Step]) -> list[str]:
    told = b"".join(step.content for step in steps if step.kind == "acknowledged")
    return told.decode().split()


def lay_out(steps: Iterable[Step], before: bytes, database: Path, chance: random.Random) -> None:
    """The files as the machine finds them when the power is back: `before` was there first."""
    log = database.with_name(f"{database.name}-wal")
    disk = {database.name: _OnDisk(bytearray(before)), log.name: _OnDisk(bytearray())}
    for step in steps:
        held = disk.get(step.file.rpartition("/")[2])
        if held is None:
            continue
        if step.kind == "removed":
            held.sure.clear()
            held.since.clear()
        elif step.kind == "synchronised":
            held.settle(None)
        else:
            held.since.append(step)
    for name, held in disk.items():
        held.settle(chance)
        database.with_name(name).write_bytes(held.sure)
