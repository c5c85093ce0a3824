"""How the clinic writes a day, and with which one its weeks begin."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from models.clinic.rules import WEEKDAYS
from models.clinic.setting import settings_named


@dataclass(frozen=True, slots=True)
class ClinicDates:
    """`written` such as DD/MM/YYYY; `first` day of the week from 1, Monday, to 7."""

    written: str
    first: int

    @classmethod
    def of(cls, session: Session) -> Self:
        told = settings_named(session, ("date_format", "week_begins_on"))
        return cls(told["date_format"], WEEKDAYS.index(told["week_begins_on"]) + 1)
