"""The log from the terminal: is it whole?"""

from typing import Annotated

import typer

from commands.output import CommandFailed, print_json
from models.base.database import reading
from models.staff.log import count_of_entries, entries_in_order, first_broken_entry, head_of_log

app = typer.Typer(no_args_is_help=True)
CHUNK = 1000


@app.callback()
def log() -> None:
    """The log of what everybody did."""


@app.command()
def verify(
    *, json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")] = False
) -> None:
    """Follow the log's chain from the first entry to the last; exit 1 where it breaks."""
    with reading() as session:
        entries = session.scalars(entries_in_order().execution_options(yield_per=CHUNK))
        broken = first_broken_entry(entries, session.scalar(head_of_log()))
        total = session.scalars(count_of_entries()).one()
    if json:
        print_json({"entries": total, "first_broken": broken, "is_whole": broken is None})
    if broken is not None:
        raise CommandFailed(
            f"The log breaks at entry {broken}: it was changed or cut outside Copydesk. "
            "Keep this database as it is and compare it with a backup."
        )
    if not json:
        print(f"The log is whole: {total:,} entries.")
