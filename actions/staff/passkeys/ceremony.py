"""What is asked of a device that holds a passkey, and whether its answer is one."""

import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import settings
from models.staff.member import StaffMember
from models.staff.passkey import Passkey

if TYPE_CHECKING:
    from webauthn.helpers.structs import AuthenticationCredential, PublicKeyCredentialDescriptor

# The library costs 16 MB and some tenths of a second: it is there for who uses a passkey.

LONGEST_ANSWER = 16 * 1024
PATIENCE = 2 * 60 * 1000  # milliseconds


class NoPasskey(Exception):
    """What was sent is no answer of a device to what we asked."""


@dataclass(frozen=True, slots=True)
class NewKey:
    credential_id: str
    public_key: bytes
    sign_count: int
    transports: list[str]


def relying_party() -> str:
    """Whom keys are for: our host as the operator named it, whatever a request calls us."""
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def can_have_passkeys() -> bool:
    """Browsers make and show them under https or on this machine, never for a bare number."""
    host = relying_party()
    try:
        ip_address(host)
    except ValueError:
        is_here = host == "localhost" or host.endswith(".localhost")
        return is_here or settings.PUBLIC_URL.startswith("https:")
    return False


def challenge_of(token: str, here: str = "") -> bytes:
    """Follows from the token that one browser holds and, when a key is added, from its session."""
    return _derived("passkey challenge", f"{token} {here}")


def user_handle_of(staff_id: int) -> bytes:
    """What a device calls the account: it tells nothing about whose it is."""
    return _derived("passkey owner", str(staff_id))


def _derived(purpose: str, told: str) -> bytes:
    key = settings.derived_secret(purpose).encode()
    return hmac.digest(key, told.encode("utf-8", "replace"), sha256)


def to_make(member: StaffMember, held: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """For `navigator.credentials.create`. Which make of device it is we do not ask."""
    import webauthn  # noqa: PLC0415  see above
    from webauthn.helpers import structs  # noqa: PLC0415  see above

    wanted = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = webauthn.generate_registration_options(
        rp_id=relying_party(),
        rp_name=settings.CLINIC_NAME,
        user_id=user_handle_of(member.id),
        user_name=member.username,
        user_display_name=member.full_name,
        challenge=challenge,
        timeout=PATIENCE,
        authenticator_selection=wanted,
        exclude_credentials=[_described(each) for each in held],
    )
    return _as_plain(webauthn.options_to_json(options))


def _described(held: Passkey) -> "PublicKeyCredentialDescriptor":
    from webauthn.helpers import base64url_to_bytes, structs  # noqa: PLC0415  see above

    ways = [structs.AuthenticatorTransport(each) for each in held.transports]
    return structs.PublicKeyCredentialDescriptor(
        id=base64url_to_bytes(held.credential_id), transports=ways
    )


def to_show(challenge: bytes) -> dict[str, Any]:
    """For `navigator.credentials.get`: whichever key of ours the device holds."""
    import webauthn  # noqa: PLC0415  see above
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415  see above

    options = webauthn.generate_authentication_options(
        rp_id=relying_party(),
        challenge=challenge,
        timeout=PATIENCE,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_plain(webauthn.options_to_json(options))


def _as_plain(options: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(options)
    return plain


@dataclass(frozen=True, slots=True)
class ShownKey:
    """Which key a device says that it showed, and what is to be believed of it only when proven."""

    credential_id: str
    answer: "AuthenticationCredential"


def made_key(said: str, challenge: bytes) -> NewKey:
    """The key in a device's answer to `to_make`. Errors: NoPasskey."""
    import webauthn  # noqa: PLC0415  see above
    from webauthn import helpers  # noqa: PLC0415  see above

    with _or_no_passkey():
        answer = helpers.parse_registration_credential_json(_read(said))
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=relying_party(),
            expected_origin=settings.PUBLIC_URL,
            require_user_verification=True,
        )
        return NewKey(
            helpers.bytes_to_base64url(made.credential_id),
            made.credential_public_key,
            made.sign_count,
            sorted({each.value for each in answer.response.transports or ()}),
        )


def shown_key(said: str) -> ShownKey:
    """A device's answer to `to_show`, as far as it can be read. Errors: NoPasskey."""
    from webauthn.helpers import parse_authentication_credential_json  # noqa: PLC0415  see above

    with _or_no_passkey():
        answer = parse_authentication_credential_json(_read(said))
        return ShownKey(answer.id, answer)


def proven_count(shown: ShownKey, held: Passkey, challenge: bytes) -> int:
    """How often the device says that this key was used; its word only when signed with it.

    Errors: NoPasskey when it is not this key, not ours, not for this challenge or from another
    page, or when its owner was not asked who they are.
    """
    import webauthn  # noqa: PLC0415  see above

    with _or_no_passkey():
        proof = webauthn.verify_authentication_response(
            credential=shown.answer,
            expected_challenge=challenge,
            expected_rp_id=relying_party(),
            expected_origin=settings.PUBLIC_URL,
            credential_public_key=held.public_key,
            credential_current_sign_count=0,  # they would look at it before they verify
            require_user_verification=True,
        )
    handle = shown.answer.response.user_handle or b""
    if not hmac.compare_digest(handle, user_handle_of(held.staff_id)):
        raise NoPasskey
    return proof.new_sign_count


def _read(said: str) -> dict[str, Any]:
    if len(said) > LONGEST_ANSWER:
        raise NoPasskey
    told = json.loads(said)
    if not isinstance(told, dict):
        raise NoPasskey
    return told


@contextmanager
def _or_no_passkey() -> Iterator[None]:
    """The library has errors of a dozen kinds, and lets through those of what it stands on."""
    try:
        yield
    except Exception as error:
        raise NoPasskey from error
