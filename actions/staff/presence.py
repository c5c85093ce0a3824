"""Being somewhere in the desk, and seeing who else is: signs of life, never part of the log."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.base.table import now
from models.staff.member import Actor
from models.staff.presence import (
    NEEDED,
    RENEWED_EVERY,
    Presence,
    long_gone,
    permission_to_be_at,
    present_at,
    stay_at,
    sweep,
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague who is here; `section_id` is where they write, in an article."""

    name: str
    is_writing: bool
    section_id: int | None


@dataclass(frozen=True, slots=True)
class Around:
    """`is_due` when one's own sign of life is missing, old, or tells something else."""

    others: list[Colleague]
    is_due: bool


def look_around(
    session: Session, subject: str, tab: str, writes_in: int | None, *, by: Actor
) -> Around:
    """Who else is at `subject`, seen from one's `tab`; `writes_in` as for `be_here`."""
    by.must(permission_to_be_at(subject))
    others: dict[int, Colleague] = {}
    is_due = True
    for there, name in session.execute(present_at(subject)):
        if there.tab == tab:
            is_due = there.seen_at < now() - RENEWED_EVERY or _told(there) != writes_in
        elif there.staff_id != by.id:
            found = Colleague(name, there.is_writing, there.section_id)
            others.setdefault(there.staff_id, found)
    return Around(list(others.values()), is_due)


def _told(there: Presence) -> int | None:
    return (there.section_id or 0) if there.is_writing else None


def be_here(session: Session, subject: str, tab: str, writes_in: int | None, *, by: Actor) -> None:
    """A sign of life. `writes_in` is None for who only reads, else the section's id, or 0.

    A tab is at one place at a time: it leaves where it was. Errors: NotAllowed.
    """
    by.must(permission_to_be_at(subject))
    if by.id is None:
        return
    here = session.get(Presence, tab)
    if here is None or here.staff_id != by.id:
        here = session.merge(Presence(tab=tab, staff_id=by.id, subject=""))
    if here.subject != subject:
        here.subject, here.since = subject, now()
    here.seen_at, here.is_writing = now(), writes_in is not None
    here.section_id = writes_in or None


def who_stays_at(session: Session, kind: str, ids: Collection[int], *, by: Actor) -> dict[int, str]:
    """The others at these articles or enquiries, by id: “Ana Example, Mo Example”."""
    by.must(NEEDED[kind])
    names: dict[int, list[str]] = {}
    for subject, name in session.execute(stay_at([f"{kind}:{each}" for each in ids], by.id)):
        names.setdefault(int(subject.partition(":")[2]), []).append(name)
    return {number: ", ".join(found) for number, found in names.items()}


def is_anybody_long_gone(session: Session) -> bool:
    return session.scalar(long_gone().limit(1)) is not None


def forget_who_left(session: Session) -> None:
    """Those that nobody has been shown for minutes."""
    session.execute(sweep())
