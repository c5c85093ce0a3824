"""Signing in by a passkey: as good as the password and a code, without typing a name."""

from sqlalchemy.orm import Session

from actions.staff.links import issue, redeem
from actions.staff.passkeys.ceremony import NoPasskey, ShownKey, challenge_of, proven_count
from actions.staff.signing_in import account_key, count_try, forgive
from models.base.table import now
from models.staff.access import LinkKind, digest
from models.staff.log import record
from models.staff.member import StaffMember
from models.staff.passkey import Passkey, forget_late_challenges, passkey_known_as


def ask_for_passkey(session: Session) -> str:
    """A token for one browser; what the device is to sign follows from it, and works once."""
    session.execute(forget_late_challenges())
    return issue(session, LinkKind.PASSKEY_CHALLENGE, None)


def accept_passkey(session: Session, token: str, shown: ShownKey, *, address: str) -> str:
    """A one-time ticket; empty when the key is wrong, unknown, a closed account's, or blocked.

    The try is counted before it is judged, as at the form. Errors: LinkSpent.
    """
    redeem(session, token, {LinkKind.PASSKEY_CHALLENGE})
    held = session.scalar(passkey_known_as(shown.credential_id))
    member = session.get(StaffMember, held.staff_id) if held else None
    account = account_key(member.username) if member else digest(shown.credential_id)
    is_blocked = count_try(session, account, address)
    about = f"staff:{member.id}" if member else ""
    if held is None or member is None or is_blocked or not member.is_active:
        record(session, None, "sign_in.passkey_refused", subject=about)
        return ""
    if not _is_proven(session, held, shown, challenge_of(token)):
        return ""
    held.last_used_at = now()
    forgive(session, account)
    details = {"passkey": held.id}
    record(session, member.as_actor(), "sign_in.by_passkey", subject=about, details=details)
    return issue(session, LinkKind.PASSKEY_TICKET, member.id)


def _is_proven(session: Session, held: Passkey, shown: ShownKey, challenge: bytes) -> bool:
    """A count that does not go on means that two devices have a key which one alone should."""
    about = {"subject": f"staff:{held.staff_id}"}
    try:
        count = proven_count(shown, held, challenge)
    except NoPasskey:
        record(session, None, "sign_in.passkey_refused", **about, details={"passkey": held.id})
        return False
    if count <= held.sign_count and (count or held.sign_count):
        told = {"passkey": held.id, "before": held.sign_count, "now": count}
        record(session, None, "sign_in.passkey_count_went_back", **about, details=told)
        return False
    held.sign_count = count
    return True
