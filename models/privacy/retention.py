"""How long enquiries are kept: months for each way they can end, then a month in the bin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from models.base.text import BadText
from models.clinic.rules import SettingRule
from models.enquiries.enquiry import Enquiry, Status
from models.privacy.hold import LegalHold

ENDS = (Status.BOOKED, Status.CLOSED, Status.SPAM)
"""Nothing that somebody still has to do anything about is ever too old."""
FOREVER = 0
LONGEST = 600
IN_THE_BIN = timedelta(days=30)
_MONTH = timedelta(days=365.25 / 12)


@dataclass(frozen=True, slots=True)
class Retention:
    """`months` by status, counted from the day it came; 0 keeps it. `since` the rule stands."""

    months: Mapping[str, int]
    since: datetime

    def goes_at(self, status: Status, received_at: datetime) -> datetime | None:
        """The bin's end, a month after the rule was made at the earliest; None for never."""
        months = self.months.get(status, FOREVER)
        if not months:
            return None
        return max(received_at + months * _MONTH, self.since) + IN_THE_BIN


def clean_months(value: dict[str, int]) -> dict[str, int]:
    """Errors: BadText."""
    if set(value) != set(ENDS) or any(not 0 <= months <= LONGEST for months in value.values()):
        raise BadText("How long enquiries are kept", f"is 0 to {LONGEST} months for each")
    return dict(value)


RULES: dict[str, SettingRule] = {"retention_months": clean_months}


def in_the_bin(kept: Retention, moment: datetime) -> Select[Enquiry]:
    """Too old at `moment`, in no order. What was merged goes with its whole."""
    return select(Enquiry).where(_too_old(kept, moment), *_nothing_speaks_against(moment))


def first_to_go(kept: Retention, status: Status, moment: datetime) -> Select[Enquiry]:
    """Of one status alone, which an index has in the order in which they came."""
    of_it = Retention({status: kept.months.get(status, FOREVER)}, kept.since)
    return in_the_bin(of_it, moment).order_by(Enquiry.received_at)


def to_purge(kept: Retention, moment: datetime) -> Select[Enquiry]:
    """Those whose month in the bin is over."""
    if moment < kept.since + IN_THE_BIN:
        return select(Enquiry).where(false())
    return in_the_bin(kept, moment).where(_too_old(kept, moment - IN_THE_BIN))


def _too_old(kept: Retention, moment: datetime) -> ColumnElement[bool]:
    return or_(
        false(),
        *(
            and_(Enquiry.status == status, Enquiry.received_at < moment - months * _MONTH)
            for status, months in kept.months.items()
            if months
        ),
    )


def _nothing_speaks_against(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """No appointment to come, no danger unseen, no hold on it or on what was merged into it."""
    part = aliased(Enquiry)
    held = select(LegalHold.enquiry_id)
    holding = select(part.merged_into_id).where(part.id.in_(held), part.merged_into_id.is_not(None))
    return (
        Enquiry.merged_into_id.is_(None),
        or_(Enquiry.booked_for.is_(None), Enquiry.booked_for < moment),
        or_(Enquiry.is_at_risk.is_(False), Enquiry.risk_acknowledged_at.is_not(None)),
        Enquiry.id.not_in(held),
        Enquiry.id.not_in(holding),
    )
