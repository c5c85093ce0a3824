"""What the clinic decides for itself: kept in the database, with a default for each."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, ForeignKey, ScalarSelect, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.table import LOOK, Base, Moment

_RISK_PHRASES = Path(__file__).with_name("risk_phrases.txt")

DEFAULTS: dict[str, Any] = {
    "services": ["Consultation", "Follow-up", "Physiotherapy", "Mental health", "Something else"],
    "risk_phrases": _RISK_PHRASES.read_text("utf-8").splitlines(),
    "risk_protocol": (
        "Call the person today, before anything else. If you cannot reach them and the message "
        "speaks of acting now, call the emergency services. Tell the clinician on duty. "
        "Write down what you did."
    ),
    "consent_wording": (
        "I agree that the clinic keeps what I wrote here to answer my request. "
        "I can ask for it to be deleted at any time."
    ),
    "risk_scan": {},
    "privacy_address": "",
    "public_phone": "",
    "public_address": "",
    "consent_version": "1",
    "former_consent_wordings": {},
    "clinic_hours": ["09:00–18:00"] * 5 + ["", ""],
    "holidays": [],
    "date_format": "DD/MM/YYYY",
    "week_begins_on": "Monday",
    "answer_within_minutes": 240,
    "phone_region": "GB",
    "masked_roles": [],
    "second_factor_roles": [],
    "retention_months": {"booked": 0, "closed": 0, "spam": 0},
    "appointment_minutes": 30,
    "mail_recipients": [],
    "mail_every_minutes": 10,
    "webhook_url": "",
    "webhook_secret_number": 1,
    "webhook_may_be_private": False,
    "reply_templates": [
        {
            "name": "We could not reach you",
            "subject": "Your request {reference}",
            "body": (
                "Dear {name},\n\nwe tried to reach you and could not. Please call us, or tell us "
                "when we may call you.\n\nKind regards,\n{clinic}"
            ),
        },
        {
            "name": "Your appointment",
            "subject": "Your appointment at {clinic}",
            "body": (
                "Dear {name},\n\nwe expect you on {booked time}. If you cannot come, please tell "
                "us as early as you can.\n\nKind regards,\n{clinic}"
            ),
        },
    ],
    "review_months": 12,
    "copy_rules": {},
}


_KNOWN = "settings"


class Setting(Base):
    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Moment]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))


_ALL = select(Setting.name, Setting.value)
_NAMED = _ALL.where(Setting.name.in_(bindparam("names", expanding=True)))


def setting(session: Session, name: str) -> Any:
    """What the clinic chose, or the default. Errors: KeyError for a name that is no setting."""
    return settings_named(session, [name])[name]


def settings_named(session: Session, names: Collection[str]) -> dict[str, Any]:
    """Several at one look, by name. Errors: KeyError for a name that is no setting."""
    chosen = _chosen(session, names)
    return {name: chosen.get(name, DEFAULTS[name]) for name in names}


def chosen_value(name: str) -> ScalarSelect[Any]:
    """A column for another select, where a look of its own would cost; NULL for the default."""
    return select(Setting.value).where(Setting.name == name).scalar_subquery()


def _chosen(session: Session, names: Collection[str]) -> Mapping[str, Any]:
    """A look asks once for all: what it sees stays as it is."""
    if LOOK not in session.info:
        return dict(session.execute(_NAMED, {"names": list(names)}).all())
    if _KNOWN not in session.info:
        session.info[_KNOWN] = dict(session.execute(_ALL).all())
    known: Mapping[str, Any] = session.info[_KNOWN]
    return known
