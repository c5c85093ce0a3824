"""What differs between machines, read once from the environment."""

import hmac
import os
import re
import secrets
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from ipaddress import IPv4Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import load_dotenv

ROOT = Path(__file__).parent
PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
load_dotenv(ROOT / ".env", override=False)


class BadSetting(Exception):
    """An environment variable holds what we cannot use."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


def _read(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _database_url(value: str) -> str:
    """A path becomes a SQLite address; relative paths start at the checkout."""
    if "://" in value:
        return value
    return f"sqlite:///{(ROOT / value).resolve()}"


def _public_url(value: str) -> str:
    """Scheme, host and perhaps port: nothing that could follow or precede the host."""
    with suppress(ValueError):  # from a port or brackets that make no sense
        parts = urlsplit(value.lower().rstrip("/"))
        is_bare = parts.geturl() == f"{parts.scheme}://{parts.netloc}" and not parts.username
        if is_bare and parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            return parts.geturl()
    raise BadSetting("COPYDESK_PUBLIC_URL", "give an address like https://clinic.example")


def _timezone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadSetting("COPYDESK_TIMEZONE", "give a zone like Europe/London") from error


def _smtp_url(value: str) -> str:
    """smtp:// or smtps://, with a host, and perhaps name, password, port and `?from=`."""
    with suppress(ValueError):
        parts = urlsplit(value)
        is_one = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0
        has_control = re.search(r"[\s\x00-\x1f\x7f]|%0[ad]", value, re.IGNORECASE)
        if not value or (is_one and not has_control):
            return value
    raise BadSetting("COPYDESK_SMTP_URL", "give an address like smtp://name:password@host:587")


def _limit(value: str) -> tuple[int, int] | None:
    """How many in how many seconds; None for no limit."""
    allowed, _, period = value.casefold().partition("/")
    if allowed == "off" and not period:
        return None
    if not re.fullmatch("[1-9][0-9]{0,5}", allowed) or period not in PERIODS:
        raise BadSetting("COPYDESK_INTAKE_LIMIT", "give a limit like 30/minute, or off")
    return int(allowed), PERIODS[period]


def _recipient(value: str) -> str:
    if value and not re.fullmatch("age1[0-9a-z]{58}", value):
        raise BadSetting("COPYDESK_BACKUP_RECIPIENT", "give what `manage.py backup-key` printed")
    return value


def _proxies(value: str) -> list[str]:
    """Addresses and networks, each also as it looks where IPv4 arrives over IPv6."""
    try:
        named = [ip_network(each.strip()) for each in value.split(",")]
    except ValueError as error:
        raise BadSetting("COPYDESK_PROXIES", "give addresses like 127.0.0.1, 10.0.0.0/8") from error
    mapped = [
        f"::ffff:{each.network_address}/{96 + each.prefixlen}"
        for each in named
        if isinstance(each, IPv4Network)
    ]
    return [*map(str, named), *mapped]


try:
    DATABASE_URL = _database_url(_read("COPYDESK_DATABASE", "data/copydesk.sqlite"))
    PUBLIC_URL = _public_url(_read("COPYDESK_PUBLIC_URL", "http://localhost:8501"))
    TIMEZONE = _timezone(_read("COPYDESK_TIMEZONE", "Europe/London"))
    CLINIC_NAME = _read("COPYDESK_CLINIC_NAME", "The Clinic")
    SMTP_URL = _smtp_url(_read("COPYDESK_SMTP_URL"))
    INTAKE_LIMIT = _limit(_read("COPYDESK_INTAKE_LIMIT", "30/minute"))
    PROXIES = _proxies(_read("COPYDESK_PROXIES", "127.0.0.1, ::1"))
    FOLDER = (ROOT / _read("COPYDESK_FOLDER", "data")).resolve()
    BACKUPS = _read("COPYDESK_BACKUPS")
    BACKUP_RECIPIENT = _recipient(_read("COPYDESK_BACKUP_RECIPIENT"))
except BadSetting as error:  # whoever starts us reads one line, not a trace
    raise SystemExit(str(error)) from None


def on_sqlite() -> bool:
    return DATABASE_URL.startswith("sqlite:///")


def folder() -> Path:
    """Where what belongs to the database lies: beside the file, or where COPYDESK_FOLDER says."""
    return database_file().parent if on_sqlite() else FOLDER


def database_file() -> Path:
    """Where the SQLite file lies. Errors: BadSetting when the database is not a SQLite file."""
    if not on_sqlite():
        raise BadSetting("COPYDESK_DATABASE", "this command works on a SQLite file only")
    return Path(DATABASE_URL.removeprefix("sqlite:///"))


def backup_folder() -> Path | None:
    """Where the clock puts backups: beside the database unless told. None for nowhere."""
    if BACKUPS.casefold() == "off":
        return None
    return (ROOT / BACKUPS).resolve() if BACKUPS else folder() / "backups"


def secret_key() -> bytes:
    """What we sign forms with: made on first use, for its owner alone."""
    return _secret(_secret_file())


def _secret_file() -> Path:
    return database_file().with_suffix(".key") if on_sqlite() else FOLDER / "copydesk.key"


def anchor_file() -> Path:
    """Where the log's end is written down, beside the secret that seals it."""
    return _secret_file().with_suffix(".anchor")


def replace_secret(secret: bytes) -> None:
    """With the one from a backup. A process that runs already sees it when it starts again."""
    _secret_draft(_secret_file(), secret).replace(_secret_file())
    _secret.cache_clear()


def derived_secret(purpose: str) -> str:
    """A key of its own for each purpose: whoever knows it learns nothing about the others."""
    return hmac.new(secret_key(), purpose.encode(), sha256).hexdigest()


@cache
def _secret(file: Path) -> bytes:
    if not file.exists():
        _make_secret(file)
    return file.read_bytes()


def _make_secret(file: Path) -> None:
    """Of two processes that start together, both end up with the first one's."""
    draft = _secret_draft(file, secrets.token_bytes(32))
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _secret_draft(file: Path, secret: bytes) -> Path:
    """On disk beside `file`, for its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=file.parent)  # mode 0600
    with os.fdopen(number, "wb") as written:
        written.write(secret)
        written.flush()
        os.fsync(number)
    return Path(draft)
