"""Whether a backup would come back: restored in a folder of its own and looked through."""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

import settings
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from commands.upkeep import KeyFile
from models.base.backup import copies, opened
from models.base.backup_folder import backups_in
from models.base.sealing import make_key


def drill(
    file: Annotated[Path | None, typer.Argument(help="A backup; without, the newest.")] = None,
    *,
    key: KeyFile = None,
    json: AsJson = False,
) -> None:
    """Restore a backup in a folder of its own, look through all of it, and throw it away."""
    began = monotonic()
    file = file or _newest()
    with opened(file, key) as (copy, _secret), copies().beside(copy) as there:
        found = _looked_through(there)
    took = round(monotonic() - began, 1)
    if json:
        facts = {"schema": found["schema"], "counts": found["counts"]}
        print_json({"file": str(file), **facts, "seconds": took})
    else:
        told = ", ".join(f"{many:,} {name}" for name, many in found["counts"].items())
        print(f"{file.name} comes back whole in {took} s: schema {found['schema']}, {told}; "
              "no damage, and the log’s chain holds.")  # fmt: skip


def _newest() -> Path:
    folder = settings.backup_folder()
    made = list(backups_in(folder).values()) if folder else []
    if not made:
        raise CommandFailed("There is no backup in the folder of backups. Name a file.")
    return made[-1]


def _looked_through(there: dict[str, str]) -> dict[str, Any]:
    """By a program of its own, as after a restore: at today’s schema, with the log verified."""
    _manage(there, "audit", "accept")  # its anchor stayed where the backup was made
    _manage(there, "audit", "verify", "--all")
    told: dict[str, Any] = json.loads(_manage(there, "check", "--json"))
    return told


def _manage(there: dict[str, str], *words: str) -> str:
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, str(settings.ROOT / "manage.py"), *words],
        env={**os.environ, **there, "COPYDESK_BACKUPS": "off"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandFailed(f"It does not come back whole: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def write_backup_key(
    output: Annotated[Path, typer.Option(help="A new file; keep it on another machine.")],
) -> None:
    """Make the key that alone opens sealed backups, and print what to seal them for."""
    try:
        recipient = make_key(output)
    except FileExistsError as error:
        raise CommandFailed(f"{output} exists; a key is never written over.") from error
    print(f"COPYDESK_BACKUP_RECIPIENT={recipient}")
