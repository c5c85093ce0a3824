"""Erasing what is older than the clinic's own rule allows, now rather than by the clock."""

from typing import Annotated

import typer

from actions.privacy.erasing import clear_erased
from actions.privacy.retention import look_in_the_bin, purge_all
from commands.output import AsJson, print_json
from models.base.database import reading, writing
from models.staff.member import OPERATOR


def purge_now(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Erase enquiries whose month in the bin is over, by the rule in Settings, Privacy."""
    with reading() as session:
        found = look_in_the_bin(session, by=OPERATOR)
    erased = 0 if dry_run else _all()
    if json:
        print_json({"in_the_bin": found.total, "over": found.over, "erased": erased})
    elif dry_run:
        print(f"{found.over:,} would be erased now; {found.total:,} are in the bin.")
    else:
        print(f"{erased:,} enquiries erased. {found.total - found.over:,} stay in the bin.")


def _all() -> int:
    erased = purge_all(writing, by=OPERATOR)
    clear_erased(reading, writing)
    return erased
