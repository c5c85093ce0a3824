"""Calling the clinic's own program: signed, never redirected, never to where it should not go."""

import hmac
import socket
import ssl
import time
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from threading import Timer
from urllib.parse import urlsplit

TIMEOUT = 10.0
LONGEST = 30.0


class NotDelivered(Exception):
    """Attribute: why, a word of models.notices.words.FAILURES or an answer's number."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def call_webhook(
    url: str, body: bytes, *, delivery: int, secret: str, may_be_private: bool
) -> None:
    """Errors: NotDelivered."""
    parts = urlsplit(url)
    try:
        place = _place(parts.hostname or "", parts.port or _usual(parts.scheme), may_be_private)
        connection = _Connected(parts.scheme, parts.hostname or "", place)
        status = connection.post(_target(url), body, _headers(body, delivery, secret, parts.netloc))
    except (OSError, HTTPException, ValueError) as error:
        raise NotDelivered("unreachable") from error
    if 300 <= status < 400:  # noqa: PLR2004  HTTP's own numbers
        raise NotDelivered("redirected")
    if not 200 <= status < 300:  # noqa: PLR2004  HTTP's own numbers
        raise NotDelivered(f"answered {status}")


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What the receiver computes too: HMAC-SHA256 over timestamp, a full stop, and the body."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()


def _headers(body: bytes, delivery: int, secret: str, host: str) -> dict[str, str]:
    timestamp = str(int(time.time()))
    return {
        "Host": host,
        "Content-Type": "application/json",
        "User-Agent": "Copydesk",
        "X-Copydesk-Delivery": str(delivery),
        "X-Copydesk-Timestamp": timestamp,
        "X-Copydesk-Signature": f"sha256={signature(secret, timestamp, body)}",
    }


def _usual(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _place(host: str, port: int, may_be_private: bool) -> tuple[str, int]:
    """The numeric address that was checked and is then called: a name may change its mind.

    Errors: NotDelivered for a private one that nobody allowed; OSError.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not may_be_private and not all(_is_public(address) for address in addresses):
        raise NotDelivered("private")
    return addresses[0], port


def _is_public(address: str) -> bool:
    number = ip_address(address.partition("%")[0])
    mapped = getattr(number, "ipv4_mapped", None)
    number = mapped or number
    return number.is_global and not number.is_multicast


class _Connected:
    """A connection to one checked address, under the name it was given, for a limited time."""

    def __init__(self, scheme: str, host: str, place: tuple[str, int]) -> None:
        self._connection = (
            HTTPSConnection(host, place[1], timeout=TIMEOUT)
            if scheme == "https"
            else HTTPConnection(host, place[1], timeout=TIMEOUT)
        )
        opened = socket.create_connection(place, TIMEOUT)
        self._timer = Timer(LONGEST, _cut, (opened,))  # one who answers drop by drop
        self._timer.daemon = True
        self._timer.start()
        if scheme == "https":
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        self._connection.sock = opened

    def post(self, target: str, body: bytes, headers: dict[str, str]) -> int:
        try:
            self._connection.putrequest("POST", target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                self._connection.putheader(name, value)
            self._connection.putheader("Content-Length", str(len(body)))
            self._connection.endheaders(body)
            return self._connection.getresponse().status
        finally:
            self._timer.cancel()
            self._connection.close()


def _cut(opened: socket.socket) -> None:
    opened.close()
