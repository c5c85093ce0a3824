"""The form in which the public asks for an appointment, as it is shown and as it comes back."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any, Self

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

import settings
from models.articles.published import published_article
from models.clinic.setting import setting, settings_named
from models.intake.booking import LIMITS

SHOWN = ("services", "consent_wording", "privacy_address", "public_phone", "public_address")
"""What the clinic decides of it; the last two stand on paper, in place of the button."""
FIELDS = (*LIMITS, "consent", "homepage", "stamp", "cta")


def shown_form(
    session: Session,
    typed: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    notice: str = "",
    advice: str = "",
) -> dict[str, Any]:
    """All that `booking_form.html` and `book.html` need, with everything that was typed."""
    article = session.execute(published_article(typed.get("article", ""))).first()
    return {
        "typed": {field: typed.get(field, "") for field in FIELDS},
        "errors": errors or {},
        "notice": notice,
        "advice": advice,
        "limits": LIMITS,
        **settings_named(session, SHOWN),
        "article_title": article.Version.content["title"] if article else "",
    }


@dataclass(frozen=True, slots=True)
class Stamp:
    """One opening of the form: its key, the wording of consent it showed, its age in seconds.

    A form on a kept page has none, because every reader has the same page; and one that was opened
    before the clock was put back has no age.
    """

    key: str = ""
    consent_version: str = ""
    age: float | None = None
    is_ours: bool = True

    @classmethod
    def read(cls, text: str) -> Self:
        if not text:
            return cls()
        try:
            told = _signer().loads(text)
        except BadData:
            return cls(is_ours=False)
        age = time.time() - told["opened_at"]
        return cls(told["key"], told["wording"], age if age >= 0 else None)


def new_stamp(session: Session) -> str:
    wording = setting(session, "consent_version")
    told = {"key": token_urlsafe(9), "wording": wording, "opened_at": time.time()}
    return str(_signer().dumps(told))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings.secret_key(), salt="booking form")
