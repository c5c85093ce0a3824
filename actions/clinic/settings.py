"""What the clinic decides for itself, changed by name and against the version it was read at."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.base.table import now
from models.clinic import rules as of_the_clinic
from models.clinic.setting import DEFAULTS, Setting, setting
from models.copy_checks import setting_rules as of_copy
from models.enquiries import rules as of_enquiries
from models.notices import rules as of_notices
from models.privacy import retention as of_privacy
from models.staff import rules as of_staff
from models.staff.log import record
from models.staff.member import Actor, Permission
from models.staff.second_factor import ROLES_SETTING

_RULES = (
    of_the_clinic.RULES
    | of_copy.RULES
    | of_enquiries.RULES
    | of_notices.RULES
    | of_privacy.RULES
    | of_staff.RULES
)

_CHANGED_BY = {ROLES_SETTING: Permission.MANAGE_STAFF}


class StaleSetting(Refused):
    """Somebody else changed it meanwhile. Attribute: newest, what it says now."""

    def __init__(self, newest: Any) -> None:
        super().__init__("Somebody changed this setting meanwhile. Look at it again.")
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
    """Errors: NotAllowed, StaleSetting, BadText; KeyError for a name that is no setting."""
    by.must(_CHANGED_BY.get(name, Permission.MANAGE_SETTINGS))
    if not isinstance(value, type(DEFAULTS[name])):
        raise TypeError(name)
    known = read_setting(session, name, by=by)
    if known.version != version:
        raise StaleSetting(known.value)
    clean = _RULES[name](value) if name in _RULES else value
    changed = _put(session, Known(name, clean, version + 1), by)
    if name == "consent_wording" and changed.value != known.value:
        _number_the_wording(session, str(known.value), by)
    return changed


def _put(session: Session, wanted: Known, by: Actor) -> Known:
    chosen = session.get(Setting, wanted.name) or Setting(name=wanted.name)
    chosen.value, chosen.version = wanted.value, wanted.version
    chosen.changed_at, chosen.changed_by_id = now(), by.id
    session.add(chosen)
    told = {"version": wanted.version}
    record(session, by, "setting.changed", subject=f"setting:{wanted.name}", details=told)
    return wanted


def _number_the_wording(session: Session, former: str, by: Actor) -> None:
    """Who agreed before agreed to the former words, which keep their number."""
    number = read_setting(session, "consent_version", by=by)
    wordings = read_setting(session, "former_consent_wordings", by=by)
    kept = {**wordings.value, number.value: former}
    following = 1 + max(int(each) for each in ("0", *kept) if each.isdecimal())
    _put(session, Known(number.name, str(following), number.version + 1), by)
    _put(session, Known(wordings.name, kept, wordings.version + 1), by)
