"""How somebody wants to be told that a visitor wrote."""

from sqlalchemy.orm import Session

from models.staff.member import Actor, Permission, StaffMember


def choose_sound(session: Session, *, wanted: bool, by: Actor) -> None:
    """One's own: with a sound or without. No log entry: nobody else is concerned."""
    by.must(Permission.READ_ENQUIRIES)
    session.get_one(StaffMember, by.id).has_sound = wanted
