"""What the clinic's patients read: the list of articles, and each of them."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVarTuple, cast
from urllib.parse import quote

from sqlalchemy import Select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import settings
from models.articles.article import Article, Version
from models.articles.markdown import plain_text
from models.articles.page import PageContent
from models.articles.published import (
    count_of_published,
    live_versions,
    present_slug,
    published_article,
    published_in_order,
)
from models.base.database import reading
from models.clinic.setting import settings_named
from models.reviews.review import newest_sign_off
from public.booking.form import SHOWN, shown_form
from public.site.cache import FRESH, kept_first, kept_page
from public.site.html import page
from public.site.page import minutes_to_read, render
from public.site.pictures import Picture, lead_picture
from public.site.reviewed import Reviewed, reviewed

ON_ONE_PAGE = 24
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Card:
    """One article in the list."""

    slug: str
    title: str
    standfirst: str
    picture: Picture | None
    published_at: datetime
    minutes: int


@kept_first(lambda request: f"/?page={request.query_params.get('page', '1')}")
def show_articles(request: Request) -> Response:
    number = _page_number(request)

    def revision(session: Session) -> Hashable:
        total = session.scalars(count_of_published()).one()
        if number > _pages(total):
            return None
        return total, tuple(map(tuple, session.execute(_on_page(live_versions(), number))))

    def make(session: Session) -> str:
        rows = session.execute(_on_page(published_in_order(), number)).all()
        total = session.scalars(count_of_published()).one()
        cards = [_card(*row, is_first=place == 0) for place, row in enumerate(rows)]
        return page("index.html", cards=cards, number=number, pages=_pages(total))

    return kept_page(request, f"/?page={number}", revision=revision, make=make)


@kept_first(lambda request: f"/articles/{request.path_params['slug']}")
def show_article(request: Request) -> Response:
    slug = request.path_params["slug"]

    def revision(session: Session) -> Hashable:
        live = one_live_version(session, slug)
        return live and (live, _newest_review(session, slug), *_asked_in_the_form(session))

    def make(session: Session) -> str:
        article, version = session.execute(published_article(slug)).one()
        review = reviewed(session, article.id, content_of(article, version))
        form = shown_form(session, {"article": slug})
        return _article_page(article, version, review, form)

    def otherwise() -> Response:
        return moved(slug, "/articles/")

    address = f"/articles/{slug}"
    return kept_page(request, address, revision=revision, make=make, otherwise=otherwise)


def one_live_version(session: Session, slug: str) -> Hashable:
    """What the page at this address shows now; None when there is none."""
    found = session.execute(live_versions().where(Article.slug == slug)).first()
    return tuple(found) if found else None


def content_of(article: Article, version: Version) -> PageContent:
    """What the version shows, under the address that the article has today."""
    return cast("PageContent", {**version.content, "slug": article.slug})


def canonical_address(article: Article) -> str:
    return f"{settings.PUBLIC_URL}/articles/{quote(article.slug)}"


def moved(slug: str, under: str) -> Response:
    """Lead from a former address straight to the present one. Errors: HTTPException 404."""
    with reading() as session:
        present = session.scalar(present_slug(slug))
    if present is None:
        raise HTTPException(404)
    return RedirectResponse(under + quote(present), 301, {"Cache-Control": FRESH})


def _asked_in_the_form(session: Session) -> tuple[Hashable, ...]:
    """Also what stands on paper beside its calls."""
    services, *lines = settings_named(session, SHOWN).values()
    return tuple(services), *lines


def _newest_review(session: Session, slug: str) -> int:
    return session.scalars(newest_sign_off(slug)).one()


def _article_page(
    article: Article, version: Version, review: Reviewed | None, form: dict[str, Any]
) -> str:
    return render(
        content_of(article, version),
        published_at=article.first_published_at,
        modified_at=version.published_at,
        canonical=canonical_address(article),
        review=review,
        form=form,
    )


def _page_number(request: Request) -> int:
    """Errors: HTTPException 404 for what is no page number."""
    asked = request.query_params.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and 0 < len(asked) < 6 and int(asked)):  # noqa: PLR2004  as many digits as such a number can have
        raise HTTPException(404)
    return int(asked)


def _pages(total: int) -> int:
    return max(1, -(-total // ON_ONE_PAGE))


def _on_page(listed: Select[*Columns], number: int) -> Select[*Columns]:
    return listed.limit(ON_ONE_PAGE).offset((number - 1) * ON_ONE_PAGE)


def _card(article: Article, version: Version, *, is_first: bool) -> Card:
    content = content_of(article, version)
    return Card(
        slug=article.slug,
        title=content["title"],
        standfirst=plain_text(content["standfirst"]),
        picture=lead_picture(content, is_first=is_first),
        published_at=article.first_published_at or version.published_at,
        minutes=minutes_to_read(content),
    )


def go_to_list(_request: Request) -> Response:
    """Whoever cuts an address short finds the list of all."""
    return RedirectResponse("/", 301)
