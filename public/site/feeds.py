"""What feed readers and search engines fetch: the newest articles, and every address."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

import settings
from models.articles.article import Article, Version
from models.articles.published import live_versions, published_addresses, published_in_order
from public.site.articles import canonical_address, content_of
from public.site.cache import kept_page
from public.site.html import page
from public.site.structured import author_of, description_of

IN_THE_FEED = 50
IN_THE_SITEMAP = 49_990  # search engines read 50,000 addresses a file
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in the feed; `id` stays when the address changes."""

    id: str
    address: str
    title: str
    author: str
    summary: str
    published_at: datetime
    modified_at: datetime


def show_feed(request: Request) -> Response:
    def revision(session: Session) -> Hashable:
        return tuple(map(tuple, session.execute(live_versions().limit(IN_THE_FEED))))

    def make(session: Session) -> str:
        rows = session.execute(published_in_order().limit(IN_THE_FEED))
        entries = [_entry(article, version) for article, version in rows]
        updated_at = max((entry.modified_at for entry in entries), default=NEVER)
        return page("feed.xml", entries=entries, updated_at=updated_at)

    kind = "application/atom+xml; charset=utf-8"
    return kept_page(request, "/feed.xml", revision=revision, make=make, media_type=kind)


def show_sitemap(request: Request) -> Response:
    def revision(session: Session) -> Hashable:
        return tuple(map(tuple, session.execute(live_versions().limit(IN_THE_SITEMAP))))

    def make(session: Session) -> str:
        rows = session.execute(published_addresses().limit(IN_THE_SITEMAP))
        listed = [(f"{settings.PUBLIC_URL}/articles/{quote(slug)}", at) for slug, at in rows]
        return page("sitemap.xml", addresses=listed)

    kind = "application/xml; charset=utf-8"
    return kept_page(request, "/sitemap.xml", revision=revision, make=make, media_type=kind)


def show_robots(_request: Request) -> Response:
    sitemap = f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml"
    return PlainTextResponse(f"User-agent: *\nDisallow: /desk\n\n{sitemap}\n")


def _entry(article: Article, version: Version) -> Entry:
    content = content_of(article, version)
    published_at = article.first_published_at or version.published_at
    host = urlsplit(settings.PUBLIC_URL).hostname
    return Entry(
        id=f"tag:{host},{published_at:%Y-%m-%d}:article-{article.id}",
        address=canonical_address(article),
        title=content["title"],
        author=author_of(content),
        summary=description_of(content),
        published_at=published_at,
        modified_at=version.published_at,
    )
