"""The log from the terminal: is it whole?"""

from typing import Annotated

import typer

from actions.staff.reading import verify_log
from commands.output import CommandFailed, print_json
from models.base.database import reading
from models.staff.member import OPERATOR

app = typer.Typer(no_args_is_help=True)


@app.callback()
def log() -> None:
    """The log of what everybody did."""


@app.command()
def verify(
    *, json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")] = False
) -> None:
    """Follow the log's chain from the first entry to the last; exit 1 where it breaks."""
    with reading() as session:
        total, broken = verify_log(session, by=OPERATOR)
    if json:
        print_json({"entries": total, "first_broken": broken, "is_whole": broken is None})
    if broken is not None:
        raise CommandFailed(
            f"The log breaks at entry {broken}: it was changed or cut outside Copydesk. "
            "Keep this database as it is and compare it with a backup."
        )
    if not json:
        print(f"The log is whole: {total:,} entries.")
