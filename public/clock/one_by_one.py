"""What is due, each in a transaction of its own: one that breaks holds up no other."""

from collections.abc import Callable

from sqlalchemy import Select
from sqlalchemy.orm import Session

from models.base.database import reading, writing


def each_by_itself(due: Select[int], carry_out: Callable[[Session, int], object]) -> None:
    """Errors: the first of those that broke, after all the others."""
    with reading() as session:
        numbers = session.scalars(due).all()
    broken: list[Exception] = []
    for number in numbers:
        try:
            with writing() as session:
                carry_out(session, number)
        except Exception as error:  # noqa: BLE001  the timetable hears of it, after the others
            broken.append(error)
    if broken:
        raise broken[0]
