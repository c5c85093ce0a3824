"""Lists that come by the clock: in time, or at the start after the server was down."""

from actions.exports.scheduled import carry_out_schedule
from models.base.database import reading, writing
from models.exports.saved import lists_due
from models.staff.member import OPERATOR


def ask_for_due_lists() -> None:
    """A job of the timetable. Each in a transaction of its own: asked for, told, and set for the
    next time, or nothing of it."""
    with reading() as session:
        due = session.scalars(lists_due()).all()
    broken: list[Exception] = []
    for saved_id in due:
        try:
            with writing() as session:
                carry_out_schedule(session, saved_id, by=OPERATOR)
        except Exception as error:  # noqa: BLE001  the timetable hears of it, after the others
            broken.append(error)
    if broken:
        raise broken[0]
