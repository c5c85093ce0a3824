"""What the clinic decides for itself, changed by name and against the version it was read at."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.base import now
from models.log import record
from models.setting import DEFAULTS, Setting, setting
from models.staff import Actor, Permission


class StaleSetting(Exception):
    """Somebody else changed it meanwhile. Attribute: newest, what it says now."""

    def __init__(self, name: str, newest: Any) -> None:
        super().__init__(f"setting {name} was changed meanwhile")
        self.newest = newest


@dataclass(frozen=True, slots=True)
class Known:
    """A setting as it was read; version 0 is the default."""

    name: str
    value: Any
    version: int


def read_setting(session: Session, name: str, *, by: Actor) -> Known:
    """Errors: NotAllowed; KeyError for a name that is no setting."""
    by.must(Permission.MANAGE_SETTINGS)
    chosen = session.get(Setting, name)
    return Known(name, setting(session, name), chosen.version if chosen else 0)


def change_setting(session: Session, name: str, value: Any, *, version: int, by: Actor) -> Known:
    """Errors: NotAllowed, StaleSetting; KeyError for a name that is no setting."""
    by.must(Permission.MANAGE_SETTINGS)
    if not isinstance(value, type(DEFAULTS[name])):
        raise TypeError(name)
    known = read_setting(session, name, by=by)
    if known.version != version:
        raise StaleSetting(name, known.value)
    chosen = session.get(Setting, name) or Setting(name=name, version=0)
    chosen.value, chosen.version = value, version + 1
    chosen.changed_at, chosen.changed_by_id = now(), by.id
    session.add(chosen)
    record(
        session, by, "setting.changed", subject=f"setting:{name}", details={"version": version + 1}
    )
    return Known(name, value, version + 1)
