"""A device with passkeys, in software: what a browser would hand us, right or wrong at will."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256

import settings

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def encoded(told: bytes) -> str:
    return urlsafe_b64encode(told).decode().rstrip("=")


def decoded(told: str) -> bytes:
    return urlsafe_b64decode(told + "===")


@dataclass
class Device:
    """One key. `origin` and `rp_id` are what its browser says of the page it is on."""

    origin: str = settings.PUBLIC_URL
    rp_id: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    counts: bool = True
    transports: tuple[Any, ...] = ("internal", "hybrid")
    credential_id: bytes = field(default_factory=lambda: token_bytes(32))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    handle: bytes = b""

    def make(self, asked: dict[str, Any]) -> str:
        """What `navigator.credentials.create` gives for these options."""
        self.handle = decoded(asked["user"]["id"])
        told = self._data(HAS_KEY) + bytes(16) + len(self.credential_id).to_bytes(2, "big")
        statement = {"fmt": "none", "attStmt": {}}
        made = statement | {"authData": told + self.credential_id + self.public()}
        response = {
            "clientDataJSON": encoded(self._client("webauthn.create", asked["challenge"])),
            "attestationObject": encoded(cbor2.dumps(made)),
            "transports": [*self.transports],
        }
        return self._told(response)

    def show(self, asked: dict[str, Any]) -> str:
        """What `navigator.credentials.get` gives."""
        self.count += self.counts
        client = self._client("webauthn.get", asked["challenge"])
        told = self._data()
        signature = self.key.sign(told + sha256(client).digest(), ECDSA(SHA256()))
        response = {
            "clientDataJSON": encoded(client),
            "authenticatorData": encoded(told),
            "signature": encoded(signature),
            "userHandle": encoded(self.handle),
        }
        return self._told(response)

    def _told(self, response: dict[str, Any]) -> str:
        name = encoded(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _data(self, flags: int = 0) -> bytes:
        party = sha256(self.rp_id.encode()).digest()
        return party + bytes([self.flags | flags]) + self.count.to_bytes(4, "big")

    def public(self) -> bytes:
        at = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32), -3: at.y.to_bytes(32)})
