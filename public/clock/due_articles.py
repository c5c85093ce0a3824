"""Publishing and withdrawing what is due: in time, or at the start after the server was down."""

from actions.articles.planning import carry_out
from models.articles.plan import due_plans
from models.base.database import reading, writing
from models.base.table import now
from models.staff.member import OPERATOR


def carry_out_plans() -> None:
    """Each in a transaction of its own, so that one that breaks holds up no other."""
    with reading() as session:
        due = session.scalars(due_plans(now())).all()
    broken: list[Exception] = []
    for plan_id in due:
        try:
            with writing() as session:
                carry_out(session, plan_id, by=OPERATOR)
        except Exception as error:  # noqa: BLE001  the timetable hears of it, after the others
            broken.append(error)
    if broken:
        raise broken[0]
