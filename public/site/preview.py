"""An article as readers would see it after publishing, for staff alone."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from actions.articles.publishing import current_page
from models.articles.article import Article, Version
from models.articles.history import drafts_of, version_number
from models.articles.named_version import NamedVersion, named_version
from models.articles.page import PageContent
from models.base.database import reading
from models.staff.member import Actor, Permission
from public.booking.form import shown_form
from public.gate.identity import staff_of
from public.site.articles import canonical_address
from public.site.page import render
from public.site.reviewed import reviewed

UNSEEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


def show_preview(request: Request) -> Response:
    """The saved text with one's own unsaved text laid over it, or a `?version=` or `?named=` one.

    Strangers and those who may not read articles get 404: they learn nothing.
    """
    by = staff_of(request)
    if by is None or not by.may(Permission.READ_ARTICLES):
        raise HTTPException(404)
    with reading() as session:
        article = session.get(Article, request.path_params["article_id"])
        if article is None:
            raise HTTPException(404)
        content = _content(session, article, by, request.query_params)
        review = reviewed(session, article.id, content)
        form = shown_form(session, {"article": article.slug})
    html = render(
        content,
        published_at=article.first_published_at,
        modified_at=article.published_at,
        canonical=canonical_address(article),
        review=review,
        is_preview=True,
        form=form,
    )
    return HTMLResponse(html, headers=UNSEEN)


def _content(
    session: Session, article: Article, by: Actor, asked: Mapping[str, str]
) -> PageContent:
    """Errors: HTTPException 404 for a version that there is not."""
    kept: Version | NamedVersion | None
    if "version" in asked:
        kept = session.scalar(version_number(article.id, _number(asked["version"])))
    elif "named" in asked:
        kept = session.scalar(named_version(article.id, _number(asked["named"])))
    else:
        return current_page(session, article, _writing(session, article, by))
    if kept is None:
        raise HTTPException(404)
    return cast("PageContent", {**kept.content, "slug": article.slug})


def _number(text: str) -> int:
    """0, which nothing has, for what is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004  as many digits as such a number can have


def _writing(session: Session, article: Article, by: Actor) -> dict[int, dict[str, object]]:
    drafts = session.scalars(drafts_of(by.id or 0, article.id))
    return {draft.section_id: draft.content for draft in drafts}
