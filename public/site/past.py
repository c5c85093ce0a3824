"""What readers saw of an article at a moment in the past, and who stands behind it: to print."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import settings
from models.articles.article import Article, Version
from models.articles.history import version_live_at
from models.base.database import reading
from models.reviews.review import approvals_at
from models.staff.member import Permission
from public.gate.identity import staff_of
from public.site.articles import canonical_address, content_of
from public.site.page import render
from public.site.preview import UNSEEN
from public.site.reviewed import reviewed


@dataclass(frozen=True, slots=True)
class Past:
    """A version as it stood: `at` is the moment asked for, `approvals` (section, name, moment)."""

    at: datetime
    number: int
    published_at: datetime
    published_by: str
    until: datetime | None
    approvals: list[tuple[str, str, datetime]]
    claims: list[dict[str, Any]]


def show_past(request: Request) -> Response:
    """`?at=` in ISO 8601, in clinic time where it names no zone.

    404 when nothing was public then, and for whoever may not read articles.
    """
    by = staff_of(request)
    if by is None or not by.may(Permission.READ_ARTICLES):
        raise HTTPException(404)
    at = _moment(request.query_params.get("at", ""))
    with reading() as session:
        article = session.get(Article, request.path_params["article_id"])
        version = session.scalar(version_live_at(article.id, at)) if article else None
        if article is None or version is None:
            raise HTTPException(404)
        past = _past(session, version, at)
        review = reviewed(session, article.id, content_of(article, version), at)
    html = render(
        content_of(article, version),
        published_at=article.first_published_at,
        modified_at=version.published_at,
        canonical=canonical_address(article),
        review=review,
        is_preview=True,
        past=past,
    )
    return HTMLResponse(html, headers=UNSEEN)


def _moment(text: str) -> datetime:
    """Errors: HTTPException 404."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=settings.TIMEZONE)).astimezone(
            settings.TIMEZONE
        )
    except (ValueError, OverflowError):
        raise HTTPException(404) from None


def _past(session: Session, version: Version, at: datetime) -> Past:
    headings = {part["id"]: part["heading"] for part in version.content["sections"]}
    approvals = session.execute(approvals_at(list(headings), version.published_at)).all()
    return Past(
        at=at,
        number=version.number,
        published_at=version.published_at,
        published_by=version.published_by.full_name if version.published_by else "the operator",
        until=version.withdrawn_at,
        approvals=[
            (headings[section_id] or "Without a heading", name or "the operator", given_at)
            for section_id, name, given_at in approvals
        ],
        claims=version.claims,
    )
