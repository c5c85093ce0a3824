"""The figures of a period from the terminal: the same as on the desk."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from actions.reports.telling import tell_report
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from models.base.database import reading
from models.reports.period import Period
from models.staff.member import OPERATOR


def report(
    *,
    since: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day received.")
    ],
    until: Annotated[
        datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day received.")
    ],
    json: AsJson = False,
) -> None:
    """Tell the figures of a period, and of the days before it."""
    chosen = Period(_day(since), _day(until))
    if chosen.since > chosen.until:
        raise CommandFailed("Let --from be a day no later than --to.")
    with reading() as session:
        told = tell_report(session, chosen, chosen.before(), by=OPERATOR)
    if json:
        print_json(told)
    else:
        print("\n".join(_lines(told)))


def _day(moment: datetime) -> date:
    return moment.date()


def _lines(told: dict[str, Any]) -> list[str]:
    before = told["compared_with"]
    names = {
        "enquiries": "Enquiries",
        "booked": "Booked",
        "conversion": "Conversion",
        "median_minutes": "Half answered within (minutes of clinic time)",
        "p90_minutes": "Nine of ten answered within",
        "late": "Late",
        "late_share": "Late share",
    }
    lines = [f"{told['from']} to {told['until']} (before: {before['from']} to {before['until']})"]
    return lines + [f"{title}: {told[name]} ({before[name]})" for name, title in names.items()]
