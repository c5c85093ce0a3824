"""Keeping the house in order: the schema, its health, copies of the whole."""

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import text

import settings
from actions.clinic.upkeep import backed_up, backup_warning, restored
from actions.privacy.erasing import clear_erased, erase_again
from actions.staff.log_anchoring import Former, anchor_restored, log_warning
from commands.output import AsJson, print_json
from models.base.backup import back_up as copy_to
from models.base.backup import restore as put_back
from models.base.backup_folder import keep_newest
from models.base.backup_folder import rotate as thin_out
from models.base.database import damage_in, database_version, reading, writing
from models.base.schema import current_revision, newest_revision
from models.base.schema import migrate as bring_up_to_date
from models.base.soundness import sqlite_warning
from models.privacy.erasure import erasures_known
from models.staff.member import OPERATOR, count_of_active_administrators

KeyFile = Annotated[Path | None, typer.Option(help="The key's file, for a sealed backup.")]

COUNTS = {
    "enquiries": "SELECT count(*) FROM enquiry",
    "articles": "SELECT count(*) FROM article",
    "accounts": "SELECT count(*) FROM staff_member",
}


def migrate(*, json: AsJson = False) -> None:
    """Bring the database to the schema that this version of Copydesk knows."""
    if json:
        print_json({"schema": current_revision()})
    else:
        print(f"The database has schema {current_revision()}.")


def check(*, json: AsJson = False) -> None:
    """Look at the database and the settings; exit 1 when something needs doing."""
    with reading() as session:
        problems = [*damage_in(session)]
        counts = {name: session.scalar(text(count)) for name, count in COUNTS.items()}
        administrators = session.scalars(count_of_active_administrators()).one()
    off = log_warning(reading, by=OPERATOR)
    problems += [off] if off else []
    asked = (sqlite_warning(), backup_warning(by=OPERATOR), _nobody(administrators))
    warnings = [words for words in asked if words]
    if json:
        told = {"database": database_version(), "schema": current_revision(), "counts": counts}
        print_json({**told, "problems": problems, "warnings": warnings})
    else:
        well = f"All is well. {database_version()}, schema {newest_revision()}."
        print("\n".join([*problems, *warnings]) or well)
    if problems:
        raise typer.Exit(1)


def _nobody(administrators: int) -> str:
    if administrators:
        return ""
    return "There is no administrator yet: start Copydesk and open the link it prints."


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the copy goes.")],
    *,
    keep: Annotated[
        int, typer.Option(help="Keep this many of the newest; 0 keeps all.", min=0)
    ] = 0,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Keep one of each hour, day and week.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Copy the whole database while people work, and verify the copy."""
    made = copy_to(folder, recipient=settings.BACKUP_RECIPIENT)
    if rotate:
        thin_out(folder)
    elif keep:
        keep_newest(folder, keep)
    with writing() as session:
        backed_up(session, made.stat().st_size, by=OPERATOR)
    if json:
        print_json({"file": str(made), "bytes": made.stat().st_size})
    else:
        print(f"Backed up and verified: {made} ({made.stat().st_size:,} bytes)")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    *,
    key: KeyFile = None,
    json: AsJson = False,
) -> None:
    """Put a verified backup in the database's place; what was there is kept beside it."""
    told, erased = Former().told_of(reading), erasures_known(reading)
    before = put_back(file, key=key)
    bring_up_to_date()
    with writing() as session:
        restored(session, told, by=OPERATOR)
        erase_again(session, erased, by=OPERATOR)
    clear_erased(reading, writing)
    anchor_restored(reading, before, by=OPERATOR)
    if json:
        print_json({"restored": str(file), "before": str(before), "log_before": told})
    else:
        print(f"Restored {file}. What was there before is kept in {before}. {_lost(told)}"
              "Restart Copydesk.")  # fmt: skip


def _lost(told: dict[str, Any]) -> str:
    """A restore hides nothing that had been done to the log before."""
    if told["reached_anchor"]:
        return ""
    return "Its log did not reach its anchor: it had been changed or cut before. "
