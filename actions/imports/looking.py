"""Looking at imports: the list of them, one of them, its rows, and whom it brought."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from models.imports.batch import (
    ImportBatch,
    count_of_imports,
    findings_of_import,
    import_numbered,
    imports_newest_first,
)
from models.imports.row import left_of, worked_on_of
from models.staff.member import Actor, Permission

People = Sequence[Row[int, str, str]]
"""Number, reference and name."""


def how_many_imports(session: Session, *, by: Actor) -> int:
    by.must(Permission.IMPORT_ENQUIRIES)
    return session.scalars(count_of_imports()).one()


def list_imports(session: Session, page: int, per_page: int, *, by: Actor) -> list[ImportBatch]:
    """Newest first, with who brought each. Errors: NotAllowed."""
    by.must(Permission.IMPORT_ENQUIRIES)
    wanted = imports_newest_first().limit(per_page).offset((page - 1) * per_page)
    return list(session.scalars(wanted))


def look_up_import(session: Session, batch_id: int, *, by: Actor) -> ImportBatch | None:
    """None when there is no such import. Errors: NotAllowed."""
    by.must(Permission.IMPORT_ENQUIRIES)
    return session.scalar(import_numbered(batch_id))


def rows_found(session: Session, batch_id: int, *, by: Actor) -> list[list[Any]]:
    """What would become of each row, as the rehearsal kept it. Errors: NotAllowed."""
    by.must(Permission.IMPORT_ENQUIRIES)
    return session.scalar(findings_of_import(batch_id)) or []


def who_is_left(session: Session, batch_id: int, most: int, *, by: Actor) -> People:
    """Those of the import that are here. Errors: NotAllowed."""
    by.must(Permission.IMPORT_ENQUIRIES)
    return session.execute(left_of(batch_id).limit(most)).all()


def who_is_worked_on(session: Session, batch_id: int, most: int, *, by: Actor) -> People:
    """Those among them that somebody has worked on. Errors: NotAllowed."""
    by.must(Permission.IMPORT_ENQUIRIES)
    return session.execute(worked_on_of(batch_id).limit(most)).all()
