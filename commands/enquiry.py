"""Enquiries from a terminal: listing them, taking them out to a file, bringing them in."""

from typing import Annotated

import typer

from actions.enquiries.reading import tell_enquiries
from commands.on_demand import on_demand
from commands.output import print_json
from models.base.database import writing
from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import EnquiryFilter
from models.staff.member import OPERATOR

app = on_demand(
    "Booking enquiries: list, export, import.",
    {
        "list": "commands.enquiry:show_enquiries",
        "export": "commands.export:export",
        "import": "commands.imports:bring_in",
        "undo-import": "commands.imports:take_back",
    },
)


def show_enquiries(
    *,
    status: Annotated[Status | None, typer.Option(help="Only enquiries of this status.")] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many, newest first.", min=1)] = None,
    json: Annotated[bool, typer.Option("--json", help="Answer with one JSON list.")] = False,
) -> None:
    """List enquiries, newest first."""
    with writing() as session:
        told = tell_enquiries(session, EnquiryFilter(status=status), limit, by=OPERATOR)
    if json:
        print_json(told)
        return
    for one in told:
        reach, day = one["email"] or one["phone"], str(one["received_at"])[:10]
        print(f"{one['reference']}  {day}  {one['status']}  {one['name']}  {reach}")
