"""Published articles for other programs, as JSON."""

import json
from collections.abc import Hashable
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from models.articles.article import Article, Version
from models.articles.published import live_versions, published_article, published_in_order
from public.site.articles import canonical_address, content_of, moved, one_live_version
from public.site.cache import kept_page
from public.site.structured import author_of, description_of

JSON = "application/json"
AT_MOST = 1000
OF_A_SECTION = ("kind", "heading", "body", "image", "alt", "caption", "button_label")


def list_articles(request: Request) -> Response:
    """Newest first, without their texts."""

    def revision(session: Session) -> Hashable:
        return tuple(map(tuple, session.execute(live_versions().limit(AT_MOST))))

    def make(session: Session) -> str:
        rows = session.execute(published_in_order().limit(AT_MOST))
        return json.dumps({"articles": [_summary(article, version) for article, version in rows]})

    return kept_page(request, "/api/articles", revision=revision, make=make, media_type=JSON)


def read_article(request: Request) -> Response:
    slug = request.path_params["slug"]

    def revision(session: Session) -> Hashable:
        return one_live_version(session, slug)

    def make(session: Session) -> str:
        article, version = session.execute(published_article(slug)).one()
        told = [
            {name: fact for name, fact in section.items() if name in OF_A_SECTION}
            for section in content_of(article, version)["sections"]
        ]
        return json.dumps({**_summary(article, version), "sections": told})

    def otherwise() -> Response:
        return moved(slug, "/api/articles/")

    return kept_page(
        request,
        f"/api/articles/{slug}",
        revision=revision,
        make=make,
        media_type=JSON,
        otherwise=otherwise,
    )


def _summary(article: Article, version: Version) -> dict[str, Any]:
    content = content_of(article, version)
    published_at = article.first_published_at or version.published_at
    return {
        "slug": article.slug,
        "title": content["title"],
        "description": description_of(content),
        "author": author_of(content),
        "url": canonical_address(article),
        "published_at": published_at.isoformat(timespec="seconds"),
        "modified_at": version.published_at.isoformat(timespec="seconds"),
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}
_SUMMARY = {
    **dict.fromkeys(("slug", "title", "description", "author"), _TEXT),
    "url": {"type": "string", "format": "uri"},
    "published_at": _MOMENT,
    "modified_at": _MOMENT,
}
_SECTION = {**dict.fromkeys(OF_A_SECTION, _TEXT), "image": {"type": ["string", "null"]}}

SCHEMAS: dict[str, Any] = {
    "ArticleSummary": _object(**_SUMMARY),
    "ArticleList": _object(
        articles={"type": "array", "items": {"$ref": "#/components/schemas/ArticleSummary"}}
    ),
    "Section": _object(**_SECTION),
    "Article": _object(
        **_SUMMARY, sections={"type": "array", "items": {"$ref": "#/components/schemas/Section"}}
    ),
}
"""For the OpenAPI document's components; bodies are Markdown, images SHA-256."""
