"""Being signed in: what a session's cookie is worth now, and showing a sign of life."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from models.access import StaffSession, live_session
from models.base import now
from models.staff import Actor

SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A live session's owner; `is_due` when its last sign of life is worth renewing."""

    by: Actor
    session_id: int
    is_due: bool


def standing(session: Session, digest: str) -> Standing | None:
    """What a cookie is worth, as of now; None when nothing (any more)."""
    found = session.execute(live_session(digest)).one_or_none() if digest else None
    if found is None:
        return None
    opened, member = found
    return Standing(member.as_actor(), opened.id, opened.last_seen_at < now() - SEEN_EVERY)


def see(session: Session, session_id: int) -> None:
    """A sign of life: the idle time starts anew, unless the session has ended meanwhile."""
    opened = session.get(StaffSession, session_id)
    if opened and opened.ended_at is None:
        opened.last_seen_at = now()
