"""Looking at exports: the list of who took what, and one of them by its receipt."""

from sqlalchemy.orm import Session

from models.exports.export import (
    Export,
    count_of_exports,
    export_with_receipt,
)
from models.exports.list import ExportSort, exports_in_order
from models.staff.member import Actor, Permission


def how_many_exports(session: Session, *, by: Actor) -> int:
    by.must(Permission.EXPORT_ENQUIRIES)
    return session.scalars(count_of_exports()).one()


def list_exports(
    session: Session,
    page: int,
    per_page: int,
    sort: ExportSort = ExportSort.WHEN,
    *,
    by: Actor,
    is_falling: bool = True,
) -> list[Export]:
    """Newest first unless asked otherwise, with who took each. Errors: NotAllowed."""
    by.must(Permission.EXPORT_ENQUIRIES)
    wanted = exports_in_order(sort, is_falling=is_falling)
    return list(session.scalars(wanted.limit(per_page).offset((page - 1) * per_page)))


def look_up_export(session: Session, receipt: str, *, by: Actor) -> Export | None:
    """None when there is no such export. Errors: NotAllowed."""
    by.must(Permission.EXPORT_ENQUIRIES)
    return session.scalar(export_with_receipt(receipt))
