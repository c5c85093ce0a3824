"""What the operator did to the database as a whole, told in the log; and how old its copy is."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

import settings
from models.base.backup_folder import newest_in
from models.base.table import now
from models.staff.log import record
from models.staff.member import Actor, Permission


def backed_up(session: Session, size: int, *, by: Actor) -> None:
    """`size` of the copy in bytes."""
    by.must(Permission.MANAGE_SETTINGS)
    record(session, by, "database.backed_up", details={"bytes": size})


def restored(session: Session, details: dict[str, Any], *, by: Actor) -> None:
    """`details`: how the log that was there stood."""
    by.must(Permission.MANAGE_SETTINGS)
    record(session, by, "database.restored", details=details)


def moved_in(session: Session, rows: int, *, by: Actor) -> None:
    """From a database of another kind."""
    by.must(Permission.MANAGE_SETTINGS)
    record(session, by, "database.moved_in", details={"rows": rows})


TOO_OLD = timedelta(hours=26)


def newest_backup(*, by: Actor) -> datetime | None:
    """The moment of the newest that the clock made, in UTC."""
    by.must(Permission.MANAGE_SETTINGS)
    folder = settings.backup_folder()
    return newest_in(folder, until=now()) if folder else None


def backup_warning(*, by: Actor) -> str:
    """What to do about backups that are lacking or old; empty when all is well."""
    by.must(Permission.MANAGE_SETTINGS)
    newest = newest_backup(by=by)
    if settings.backup_folder() is None:
        return "No backups are made by the clock (COPYDESK_BACKUPS=off)."
    if newest is None:
        return "There is no backup yet: one is made within a minute of the start."
    if now() - newest > TOO_OLD:
        days = max(1, (now() - newest).days)
        old = "a day" if days == 1 else f"{days} days"
        return f"The newest backup is {old} old: look for “backup” in the log."
    return ""
