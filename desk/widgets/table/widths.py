"""The widths of a table's columns: everybody finds them as they left them."""

from actions.staff.widths import choose_widths, own_widths
from desk.frame.acting import attempt
from desk.frame.sign_in import signed_in_staff
from models.base.database import reading


def kept_widths(table_name: str) -> dict[str, int]:
    by = signed_in_staff()
    with reading() as session:
        return own_widths(session, table_name, by=by)


def keep_widths(table_name: str, widths: dict[str, int]) -> None:
    attempt(lambda session, by: choose_widths(session, table_name, widths, by=by))
