"""Whether a backup would come back: restored in a folder of its own and looked through."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

import settings
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from commands.upkeep import KeyFile, copying
from models.base.backup import opened
from models.base.backup_folder import backups_in
from models.base.dialects.sqlite import sqlite_driver
from models.base.sealing import make_key

COUNTED = {"enquiries": "enquiry", "articles": "article", "accounts": "staff_member"}


def drill(
    file: Annotated[Path | None, typer.Argument(help="A backup; without, the newest.")] = None,
    *,
    key: KeyFile = None,
    json: AsJson = False,
) -> None:
    """Restore a backup in a folder of its own, look through all of it, and throw it away."""
    began = monotonic()
    file = file or _newest()
    with copying(), opened(file, key) as (copy, _secret):
        found = _looked_through(copy)
        counts = _counts(copy)
    took = round(monotonic() - began, 1)
    if json:
        print_json(
            {"file": str(file), "schema": found["schema"], "counts": counts, "seconds": took}
        )
    else:
        told = ", ".join(f"{many:,} {name}" for name, many in counts.items())
        print(f"{file.name} comes back whole in {took} s: schema {found['schema']}, {told}; "
              "no damage, and the log’s chain holds.")  # fmt: skip


def _newest() -> Path:
    folder = settings.backup_folder()
    made = list(backups_in(folder).values()) if folder else []
    if not made:
        raise CommandFailed("There is no backup in the folder of backups. Name a file.")
    return made[-1]


def _looked_through(copy: Path) -> dict[str, Any]:
    """By a program of its own, as after a restore: at today’s schema, with the log verified."""
    _manage(copy, "audit", "accept")  # its anchor stayed where the backup was made
    _manage(copy, "audit", "verify", "--all")
    told: dict[str, Any] = json.loads(_manage(copy, "check", "--json"))
    return told


def _manage(copy: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, str(settings.ROOT / "manage.py"), *words],
        env={**os.environ, "COPYDESK_DATABASE": str(copy), "COPYDESK_BACKUPS": "off"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandFailed(f"It does not come back whole: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def _counts(copy: Path) -> dict[str, int]:
    with closing(sqlite_driver().connect(str(copy))) as connection:
        return {
            name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  the tables are ours
            for name, table in COUNTED.items()
        }


def write_backup_key(
    output: Annotated[Path, typer.Option(help="A new file; keep it on another machine.")],
) -> None:
    """Make the key that alone opens sealed backups, and print what to seal them for."""
    try:
        recipient = make_key(output)
    except FileExistsError as error:
        raise CommandFailed(f"{output} exists; a key is never written over.") from error
    print(f"COPYDESK_BACKUP_RECIPIENT={recipient}")
