"""Being signed in: how a session starts, what its cookie is worth, and how it ends."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.orm import Session

from actions.staff.links import LinkSpent, redeem
from models.base.table import now
from models.clinic.setting import chosen_value, setting
from models.staff.access import (
    LinkKind,
    StaffSession,
    digest,
    end_sessions_of,
    live_session,
    live_session_numbered,
    session_just_run_out,
    sessions_newest_first,
    sessions_not_ended,
)
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember
from models.staff.second_factor import ROLES_SETTING, factor_in_use, staff_with_factor

SEEN_EVERY = timedelta(minutes=1)
LONGEST_DEVICE = 300
WHILE_OWING = frozenset({Permission.SECURE_ACCOUNT})
"""What somebody may whose role needs a second factor that they do not have yet."""


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A live session's owner; `is_due` when its last sign of life is worth renewing."""

    by: Actor
    session_id: int
    is_due: bool


def live_session_of(
    session: Session, token_hash: str, *, even_run_out: bool = False
) -> LiveSession | None:
    """What a cookie is worth, as of now; None when nothing (any more).

    `even_run_out` is for keeping what somebody wrote while their time ran out, for nothing else.
    """
    sought = session_just_run_out if even_run_out else live_session
    wanted = sought(token_hash).add_columns(chosen_value(ROLES_SETTING))
    found = session.execute(wanted).one_or_none() if token_hash else None
    if found is None:
        return None
    opened, member, roles = found
    by = _actor_of(session, opened, member, roles or ())
    return LiveSession(by, opened.id, opened.last_seen_at < now() - SEEN_EVERY)


def _actor_of(
    session: Session, opened: StaffSession, member: StaffMember, roles: Collection[str]
) -> Actor:
    """As they may act now: who still owes the second factor may set it up and nothing else."""
    if member.role not in roles or opened.has_shown_passkey:
        return member.as_actor()
    if session.scalar(factor_in_use(member.id)) or not member.is_active:
        return member.as_actor()
    return Actor(member.id, member.full_name, WHILE_OWING, member.role)


def rights_of_sessions(
    session: Session, token_hashes: Collection[str]
) -> dict[str, frozenset[Permission]]:
    """What each is worth now, by its digest, in three looks however many there are.

    What somebody ended is not among them; what only idled out is: drafts may be kept by it.
    """
    roles = setting(session, ROLES_SETTING)
    secured = set(session.scalars(staff_with_factor())) if roles else set()
    return {
        opened.token_hash: WHILE_OWING
        if member.role in roles and member.id not in secured and not opened.has_shown_passkey
        else member.as_actor().permissions
        for opened, member in session.execute(sessions_not_ended(token_hashes))
    }


def touch(session: Session, session_id: int) -> None:
    """A sign of life: the idle time starts anew, unless the session has ended meanwhile."""
    opened = session.get(StaffSession, session_id)
    if opened and opened.ended_at is None:
        opened.last_seen_at = now()


def start_session(session: Session, ticket: str, *, device: str, address: str) -> str:
    """The new session's token, for the cookie. Errors: LinkSpent for a ticket used or late."""
    link = redeem(session, ticket, {LinkKind.TICKET, LinkKind.PASSKEY_TICKET})
    member = session.get_one(StaffMember, link.staff_id)
    if not member.is_active:
        raise LinkSpent
    token = secrets.token_urlsafe(32)
    opened = StaffSession(
        token_hash=digest(token),
        staff_id=member.id,
        last_seen_at=now(),
        device=device[:LONGEST_DEVICE],
        address=address,
        has_shown_passkey=link.kind == LinkKind.PASSKEY_TICKET,
    )
    session.add(opened)
    member.last_signed_in_at = now()
    record(session, member.as_actor(), "session.started", subject=f"staff:{member.id}")
    return token


def previous_session(session: Session, *, by: Actor) -> StaffSession | None:
    """The last time before this one that they signed in. Errors: NotAllowed."""
    by.must(Permission.USE_DESK)
    return session.scalars(sessions_newest_first(by.id or 0).offset(1).limit(1)).one_or_none()


def sign_out(session: Session, token_hash: str) -> None:
    """End the session with this cookie; nothing to do when it has ended by itself."""
    found = session.execute(live_session(token_hash)).one_or_none()
    if found:
        opened, member = found
        opened.ended_at = now()
        record(session, member.as_actor(), "session.ended", subject=f"staff:{member.id}")


def end_session(session: Session, session_id: int, *, by: Actor) -> None:
    """One's own, or anybody's for who manages staff. Ending what has ended changes nothing."""
    by.must(Permission.USE_DESK)
    opened = session.scalar(live_session_numbered(session_id))
    if opened is None:
        return
    if opened.staff_id != by.id:
        by.must(Permission.MANAGE_STAFF)
    opened.ended_at = now()
    record(session, by, "session.ended", subject=f"staff:{opened.staff_id}")


def end_all_sessions(
    session: Session, staff_id: int, *, except_token_hash: str = "", by: Actor
) -> None:
    """Sign somebody out everywhere, or everywhere else."""
    by.must(Permission.USE_DESK if staff_id == by.id else Permission.MANAGE_STAFF)
    ended = session.execute(end_sessions_of(staff_id, except_token_hash=except_token_hash))
    details = {"count": cast("CursorResult[Any]", ended).rowcount}
    record(session, by, "session.all_ended", subject=f"staff:{staff_id}", details=details)
