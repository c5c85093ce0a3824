"""One's own tables: the columns stay as wide as one made them."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models.staff.member import Actor, Permission
from models.staff.widths import ColumnWidths, widths_of


def own_widths(session: Session, table_name: str, *, by: Actor) -> dict[str, int]:
    """In pixels, of the columns that this person made wider or narrower. Errors: NotAllowed."""
    by.must(Permission.USE_DESK)
    kept = session.scalar(widths_of(by.id, table_name))
    return kept.widths if kept else {}


def choose_widths(
    session: Session, table_name: str, widths: Mapping[str, int], *, by: Actor
) -> None:
    """Other columns stay as they are; nothing is kept of whoever has no account.

    No log entry: nobody else is concerned. Errors: NotAllowed.
    """
    by.must(Permission.USE_DESK)
    if by.id is not None:
        kept = own_widths(session, table_name, by=by) | dict(widths)
        session.merge(ColumnWidths(staff_id=by.id, table_name=table_name, widths=kept))
