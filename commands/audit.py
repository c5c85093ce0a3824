"""The log from the terminal: is it whole?"""

from dataclasses import asdict
from typing import Annotated

import typer

from actions.staff.log_anchoring import accept_log
from actions.staff.log_verifying import Verdict, verify_log
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from models.base.database import reading, writing
from models.staff.member import OPERATOR

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The log of what everybody did.")


@app.command()
def verify(
    *,
    is_from_beginning: Annotated[
        bool, typer.Option("--all", help="From the first entry, not from where it was verified.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Follow the log's chain up to its anchor outside the database; exit 1 where it breaks."""
    verdict = verify_log(reading, is_from_beginning=is_from_beginning, by=OPERATOR)
    if json:
        print_json(asdict(verdict) | {"is_whole": verdict.is_whole})
    if not verdict.is_whole:
        raise CommandFailed(
            f"The log is not whole: {verdict.breaches_in_words()}. Copydesk did not do this. "
            "Keep this database as it is and compare it with a backup."
        )
    if not json:
        print(_whole(verdict))


def _whole(verdict: Verdict) -> str:
    entries = "one entry" if verdict.entries == 1 else f"{verdict.entries:,} entries"
    if not verdict.after:
        return f"The log is whole: {entries}."
    return (
        f"The log is whole: {entries}, followed from {verdict.after} on (--all follows all of it)."
    )


@app.command()
def accept(*, json: AsJson = False) -> None:
    """Take the log as it stands: anchor it anew. Logged; the former anchor is kept."""
    newest = accept_log(reading, writing, by=OPERATOR)
    if json:
        print_json({"anchored": newest.entry})
    else:
        print(f"The log is anchored at entry {newest.entry}. What was done to it stays findable "
              "by `audit verify --all`.")  # fmt: skip
