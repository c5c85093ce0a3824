"""What happened, who did it and when: written once, chained, never changed."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Select,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.kept import Sql, Trigger, made_with_the_tables
from models.base.table import Base, Id, Moment, now
from models.staff.member import Actor

FIRST = "0" * 64


class LogEntry(Base):
    """`subject` is `kind:id`; `details` holds ids, counts and states, never a person's words."""

    __tablename__ = "log_entry"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy reads it as it stands

    id: Mapped[Id]
    at: Mapped[Moment]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(default="", index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class LogHead(Base):
    """The newest entry's number and hash, so that a log cut short is noticed."""

    __tablename__ = "log_head"

    id: Mapped[Id]
    entry_id: Mapped[int]
    hash: Mapped[str]


@made_with_the_tables
def _refusals(sql: Sql) -> Iterable[Trigger]:
    refusal = sql.refusing("the log is append-only")
    for verb in ("UPDATE", "DELETE"):
        yield Trigger(f"log_entry_refuses_{verb.lower()}", f"BEFORE {verb}", "log_entry", refusal)


_ADD = insert(LogEntry.__table__)  # type: ignore[arg-type]  # declared as FromClause, is a Table
_HEAD = select(LogHead.entry_id, LogHead.hash).where(LogHead.id == 1)
_FIRST_HEAD = insert(LogHead.__table__).values(id=1)  # type: ignore[arg-type]  # declared as FromClause, is a Table
_NEXT_HEAD = update(LogHead.__table__).where(LogHead.id == 1)  # type: ignore[arg-type]  # declared as FromClause, is a Table


def entry_hash(previous: str, at: datetime, rest: list[Any]) -> str:
    """SHA-256 over the previous hash and this entry, as canonical JSON."""
    told = json.dumps([previous, at.isoformat(), *rest], sort_keys=True, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()


def record(
    session: Session,
    by: Actor | None,
    action: str,
    *,
    subject: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Append one entry in the caller's transaction; `by` is None for the public."""
    record_each(session, by, action, {subject: details or {}})


def record_each(
    session: Session, by: Actor | None, action: str, told: Mapping[str, dict[str, Any]]
) -> None:
    """Append one entry per subject, with its details, in this order.

    Numbers follow the head's without a gap: the caller holds the only write transaction.
    """
    session.flush()  # what is told is done, as before any statement through the session
    connection = session.connection()
    last, previous = connection.execute(_HEAD).one_or_none() or (0, FIRST)
    staff_id, actor = (by.id, by.name) if by else (None, "public")
    who_did_what = {"staff_id": staff_id, "actor": actor, "action": action}
    at, entries = now(), []
    for number, (subject, details) in enumerate(told.items(), start=last + 1):
        hashed = entry_hash(previous, at, [staff_id, actor, action, subject, details])
        entry = {"id": number, "at": at, "subject": subject, "details": details}
        entries.append(who_did_what | entry | {"previous_hash": previous, "hash": hashed})
        previous = hashed
    if entries:
        connection.execute(_ADD, entries)
        head = {"entry_id": last + len(entries), "hash": previous}
        connection.execute(_NEXT_HEAD if last else _FIRST_HEAD, head)


def entries_newest_first() -> Select[LogEntry]:
    return select(LogEntry).order_by(LogEntry.id.desc())


def entries_of(action: str) -> Select[LogEntry]:
    return select(LogEntry).where(LogEntry.action == action).order_by(LogEntry.id)


def entries_since(moment: datetime, action: str, subject: str, staff_id: int | None) -> Select[int]:
    """Numbers of this person's entries of one kind about one subject."""
    theirs = LogEntry.staff_id == staff_id, LogEntry.action == action
    return select(LogEntry.id).where(LogEntry.subject == subject, *theirs, LogEntry.at > moment)


def entries_about(subject: str) -> Select[LogEntry]:
    return select(LogEntry).where(LogEntry.subject == subject).order_by(LogEntry.id)


def entries_in_order() -> Select[LogEntry]:
    return select(LogEntry).order_by(LogEntry.id)


def actions_in_log() -> Select[str]:
    return select(LogEntry.action).distinct().order_by(LogEntry.action)


def count_of_entries() -> Select[int]:
    return select(func.count(LogEntry.id))


def head_of_log() -> Select[LogHead]:
    return select(LogHead).where(LogHead.id == 1)
