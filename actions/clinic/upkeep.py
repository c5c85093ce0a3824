"""What the operator did to the database as a whole, told in the log."""

from sqlalchemy.orm import Session

from models.staff.log import record
from models.staff.member import Actor, Permission


def backed_up(session: Session, size: int, *, by: Actor) -> None:
    """`size` of the copy in bytes."""
    by.must(Permission.MANAGE_SETTINGS)
    record(session, by, "database.backed_up", details={"bytes": size})


def restored(session: Session, *, by: Actor) -> None:
    by.must(Permission.MANAGE_SETTINGS)
    record(session, by, "database.restored")
