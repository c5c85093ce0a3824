"""Looking again for risk phrases in the enquiries that are open: in the background, in pieces."""

from sqlalchemy.orm import Session

from actions.notices.sending import tell_of_risk
from models.base.table import now
from models.clinic.setting import Setting, setting
from models.enquiries.enquiry import Enquiry
from models.enquiries.event import EnquiryEvent
from models.enquiries.risk.phrases import risk_phrases_in
from models.enquiries.risk.scan import NAME, STRETCH, Scan, highest_number, open_between
from models.staff.log import record
from models.staff.member import Actor, Permission


def start_scan(session: Session, *, by: Actor) -> None:
    """From the first enquiry to the newest there is now; a running one begins anew."""
    by.must(Permission.MANAGE_SETTINGS)
    _keep(session, Scan(last=session.scalars(highest_number()).one()))
    record(session, by, "enquiry.scan_started")


def scan_of(session: Session) -> Scan:
    return Scan.of(setting(session, NAME))


def look_up_scan(session: Session, *, by: Actor) -> Scan:
    """How far it is. Errors: NotAllowed."""
    by.must(Permission.MANAGE_SETTINGS)
    return scan_of(session)


def scan_further(session: Session) -> bool:
    """One stretch; whether there is more. A flag is added, never taken away."""
    scan = scan_of(session)
    if not scan.is_running:
        return False
    until = min(scan.done + STRETCH, scan.last)
    phrases = setting(session, "risk_phrases")
    stretch = session.scalars(open_between(scan.done, until))
    found = [enquiry.id for enquiry in stretch if _flagged(session, enquiry, phrases)]
    tell_of_risk(session, found)
    following = Scan(until, scan.last, scan.found + len(found))
    _keep(session, following)
    return following.is_running


def _flagged(session: Session, enquiry: Enquiry, phrases: list[str]) -> bool:
    """Whether it was flagged now. What somebody has acknowledged stays acknowledged."""
    found = risk_phrases_in(f"{enquiry.message}\n{enquiry.preferred_at}", phrases)
    if enquiry.is_at_risk or not found:
        return False
    enquiry.is_at_risk, enquiry.risk_phrases = True, found
    enquiry.version += 1
    session.add(EnquiryEvent(enquiry_id=enquiry.id, kind="risk_found"))
    record(session, None, "enquiry.risk_found", subject=f"enquiry:{enquiry.id}")
    return True


def _keep(session: Session, scan: Scan) -> None:
    kept = session.get(Setting, NAME) or Setting(name=NAME, version=0)
    kept.value, kept.version, kept.changed_at = scan.as_dict(), kept.version + 1, now()
    session.add(kept)
