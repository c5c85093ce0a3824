"""The second proof at sign-in: set up, changed, turned off, and a code that works once."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

import pyotp
from sqlalchemy.orm import Session

import settings
from actions.staff.accounts import StaleAccount
from actions.staff.links import shut_out
from actions.staff.signing_in import account_key, forgive
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import BadText
from models.clinic.setting import setting
from models.staff.access import digest
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember
from models.staff.passkey import forget_passkeys_of
from models.staff.second_factor import (
    ROLES_SETTING,
    RecoveryCode,
    SecondFactor,
    count_of_unused_codes,
    factor_in_use,
    forget_codes_of,
    forget_factor_of,
    sealed,
    staff_with_factor,
    unsealed,
    unused_code,
)

STEP = 30
DIGITS = 6
SPARE_CODES = 10
TO_SCAN = timedelta(minutes=15)


class FactorRequired(Refused):
    words = "Your role needs a second step at sign-in. Set another up first."


@dataclass(frozen=True, slots=True)
class OwnFactor:
    """`secret` and `address` (what the picture says) are there while one is being set up."""

    is_on: bool
    codes_left: int
    secret: str = ""
    address: str = ""


def own_factor(session: Session, *, by: Actor) -> OwnFactor:
    by.must(Permission.SECURE_ACCOUNT)
    member = session.get_one(StaffMember, by.id)
    factor = session.get(SecondFactor, member.id)
    left = session.scalars(count_of_unused_codes(member.id)).one()
    secret = unsealed(factor.next_secret) if factor and _is_begun(factor) else ""
    address = secret and pyotp.TOTP(secret).provisioning_uri(
        name=member.username, issuer_name=settings.CLINIC_NAME
    )
    return OwnFactor(bool(factor and factor.secret), left, secret, address)


def begin_factor(session: Session, *, instead_of: str, code: str, by: Actor) -> None:
    """A secret to scan; the former one goes on until a code of the new one was given.

    `instead_of` is the hash that the password was verified against, `code` of the factor that
    is on, if one is. Errors: StaleAccount, BadText.
    """
    by.must(Permission.SECURE_ACCOUNT)
    member = proven(session, instead_of, code, by=by)
    factor = session.get(SecondFactor, member.id) or SecondFactor(staff_id=member.id)
    factor.next_secret, factor.begun_at = sealed(pyotp.random_base32()), now()
    session.add(factor)


def drop_begun(session: Session, *, by: Actor) -> None:
    by.must(Permission.SECURE_ACCOUNT)
    if factor := session.get(SecondFactor, by.id):
        factor.next_secret, factor.begun_at = "", None


def turn_on(session: Session, code: str, *, here: str, by: Actor) -> list[str]:
    """The recovery codes, told this once. Ends one's other sessions. Errors: BadText."""
    by.must(Permission.SECURE_ACCOUNT)
    factor = session.get(SecondFactor, by.id)
    if factor is None or not _is_begun(factor):
        raise BadText("Code", "came too late; begin again")
    step = _step_of(unsealed(factor.next_secret), code, after=0)
    if not step:
        raise BadText("Code", "is not right; is the clock of your phone?")
    factor.secret, factor.last_step = factor.next_secret, step
    factor.next_secret, factor.begun_at = "", None
    shut_out(session, factor.staff_id, but=here)
    record(session, by, "staff.second_factor_on", subject=f"staff:{by.id}")
    return _fresh_codes(session, factor.staff_id)


def replace_codes(session: Session, *, instead_of: str, code: str, by: Actor) -> list[str]:
    """Ten new ones; the former stop working. Errors: StaleAccount, BadText."""
    by.must(Permission.SECURE_ACCOUNT)
    member = proven(session, instead_of, code, by=by)
    record(session, by, "staff.recovery_codes_made", subject=f"staff:{member.id}")
    return _fresh_codes(session, member.id)


def turn_off(session: Session, *, instead_of: str, code: str, here: str, by: Actor) -> None:
    """Errors: FactorRequired, StaleAccount, BadText."""
    by.must(Permission.SECURE_ACCOUNT)
    member = proven(session, instead_of, code, by=by)
    if member.role in setting(session, ROLES_SETTING):
        raise FactorRequired
    _forget(session, member.id)
    shut_out(session, member.id, but=here)
    record(session, by, "staff.second_factor_off", subject=f"staff:{member.id}")


def reset_factor(session: Session, staff_id: int, *, by: Actor) -> None:
    """For who lost phone, codes or passkeys: signed out everywhere, in by the password alone."""
    by.must(Permission.MANAGE_STAFF)
    _forget(session, staff_id)
    session.execute(forget_passkeys_of(staff_id))
    shut_out(session, staff_id)
    record(session, by, "staff.second_factor_reset", subject=f"staff:{staff_id}")


def who_has_factor(session: Session, *, by: Actor) -> set[int]:
    """Numbers of those whose second factor is on. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    return set(session.scalars(staff_with_factor()))


def take_code(session: Session, staff_id: int, typed: str) -> bool:
    """Whether it is theirs, from the app or a spare one; it works no second time."""
    factor = session.scalar(factor_in_use(staff_id))
    if factor is None:
        return False
    if step := _step_of(unsealed(factor.secret), typed, after=factor.last_step):
        factor.last_step = step
        return True
    spare = session.scalar(unused_code(staff_id, _hash_of(typed)))
    if spare:
        spare.used_at = now()
        record(session, None, "staff.recovery_code_used", subject=f"staff:{staff_id}")
    return spare is not None


def _step_of(secret: str, typed: str, *, after: int) -> int:
    """The half minute whose code it is, if later than `after`; one to each side is allowed."""
    code = "".join(typed.split())
    if not secret or len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return 0
    today, app = int(now().timestamp()) // STEP, pyotp.TOTP(secret)
    fits = [
        step
        for step in (today - 1, today, today + 1)
        if step > after and compare_digest(app.at(step * STEP), code)
    ]
    return max(fits, default=0)


def _hash_of(typed: str) -> str:
    said = "".join(typed.split()).replace("-", "").upper()
    return digest(said.encode("utf-8", "replace").decode())


def _fresh_codes(session: Session, staff_id: int) -> list[str]:
    session.execute(forget_codes_of(staff_id))
    codes = [b32encode(secrets.token_bytes(10)).decode() for _ in range(SPARE_CODES)]
    session.add_all(RecoveryCode(staff_id=staff_id, code_hash=_hash_of(each)) for each in codes)
    return ["-".join(each[at : at + 4] for at in range(0, 16, 4)) for each in codes]


def _is_begun(factor: SecondFactor) -> bool:
    return bool(factor.next_secret and factor.begun_at and factor.begun_at > now() - TO_SCAN)


def proven(session: Session, instead_of: str, code: str, *, by: Actor) -> StaffMember:
    """Who acts, when password and code were given for this as in `begin_factor`. Same errors."""
    by.must(Permission.SECURE_ACCOUNT)
    member = session.get_one(StaffMember, by.id)
    if not instead_of or member.password_hash != instead_of:
        raise StaleAccount
    if session.scalar(factor_in_use(member.id)) and not take_code(session, member.id, code):
        raise BadText("Code", "is not right or was used already")
    forgive(session, account_key(member.username))
    return member


def _forget(session: Session, staff_id: int) -> None:
    session.execute(forget_codes_of(staff_id))
    session.execute(forget_factor_of(staff_id))
