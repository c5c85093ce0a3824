"""Moving the clinic to another kind of database."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

import settings
from actions.clinic.upkeep import moved_in
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from models import tables
from models.base.database import writing
from models.base.dialects.moving import Moved, move
from models.staff.member import OPERATOR

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Where the clinic is kept.")


@app.callback()
def about_the_database() -> None:
    """Where the clinic is kept."""


@app.command()
def copy(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="A SQLite file.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The address of a PostgreSQL.")],
    *,
    json: AsJson = False,
) -> None:
    """Copy everything into an empty PostgreSQL, and compare each table. Stop Copydesk before."""
    if not target.startswith("postgresql"):
        raise CommandFailed("Name the PostgreSQL to copy into, like postgresql://host/copydesk.")
    settings.DATABASE_URL = target
    brought = _beside(source)
    moved = move(source, tables.metadata)
    for former, new in brought.items():
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(former, new)
    rows = sum(each.rows for each in moved)
    with writing() as session:
        moved_in(session, rows, by=OPERATOR)
    if json:
        print_json({each.table: {"rows": each.rows, "sha256": each.hash} for each in moved})
    else:
        print(_told(moved, rows))


def _beside(source: Path) -> dict[Path, Path]:
    """The secret and the log's anchor, and where they go. Errors: CommandFailed."""
    here = settings.anchor_file().with_suffix
    files = {source.with_suffix(kind): here(kind) for kind in (".key", ".anchor")}
    needed = {former: new for former, new in files.items() if former.exists() and former != new}
    secret = source.with_suffix(".key")
    other = needed.get(secret)
    if other and other.exists() and other.read_bytes() != secret.read_bytes():
        raise CommandFailed(f"{other} belongs to another clinic. Name another COPYDESK_FOLDER.")
    return needed


def _told(moved: list[Moved], rows: int) -> str:
    lines = [f"{each.rows:>12,}  {each.hash[:16]}  {each.table}" for each in moved]
    return "\n".join([*lines, f"{rows:>12,}  rows arrived as they were. Nothing in FROM changed."])
