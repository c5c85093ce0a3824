"""What a column of somebody's file can be for an enquiry, and what may become of a row."""

from enum import StrEnum

from models.base.refusal import Refused
from models.exports.columns import COLUMNS

LEFT_OUT = ""
WORKED = frozenset(
    {
        *("call_to_action", "source", "booked_for", "assigned_to", "priority", "tags"),
        *("close_reason", "follow_up_on", "first_answered_at", "is_at_risk", "notes"),
    }
)
"""What a desk made of it: our own files tell it in a form that leaves nothing to guess."""
FIELDS: dict[str, str] = {
    "name": "Name",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "Email",
    "phone": "Phone",
    "service": "Service",
    "preferred_at": "Preferred time",
    "message": "Message",
    "received_at": "Received",
    "status": "Status",
    "article": "Article",
    "reference": "Our reference",
    **{name: title for name, title in COLUMNS.items() if name in WORKED},
    LEFT_OUT: "Leave out",
}
SHARED = frozenset({"message", "preferred_at", LEFT_OUT})
"""Several columns may go there together; every other field takes one."""

Mapping = dict[str, str]
"""Column → field, in the order of the file."""


class RowOutcome(StrEnum):
    """What a row becomes: *repaired* is new too, with something mended or chosen for it."""

    NEW = "new"
    DUPLICATE = "duplicate"
    UNCLEAR = "unclear"
    REPAIRED = "repaired"
    ERROR = "error"


COUNTED: dict[RowOutcome, str] = {
    RowOutcome.NEW: "new",
    RowOutcome.DUPLICATE: "duplicate",
    RowOutcome.UNCLEAR: "unclear",
    RowOutcome.REPAIRED: "repaired",
    RowOutcome.ERROR: "errors",
}
"""As the counts are named."""


class DateOrder(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class BadMapping(Refused):
    """The columns do not lead to an enquiry."""


def checked(mapping: Mapping, columns: list[str]) -> Mapping:
    """Every column of the file with its field. Errors: BadMapping."""
    if unknown := [column for column in mapping if column not in columns]:
        raise BadMapping(f"The file has no column “{unknown[0]}”. It has: {', '.join(columns)}.")
    if strange := [field for field in mapping.values() if field not in FIELDS]:
        names = ", ".join(filter(None, FIELDS))
        raise BadMapping(f"There is no field “{strange[0]}”. Choose from: {names}.")
    whole = {column: mapping.get(column, LEFT_OUT) for column in columns}
    fields = [field for field in whole.values() if field not in SHARED]
    if twice := [FIELDS[field] for field in fields if fields.count(field) > 1]:
        raise BadMapping(f"{twice[0]} can come from one column only. Leave the others out.")
    if not {"email", "phone"} & set(fields):
        raise BadMapping("Say which column holds the email address or the phone number.")
    return whole
