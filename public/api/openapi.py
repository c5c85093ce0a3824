"""What other programs may ask of us, in their own words: OpenAPI 3.1."""

from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import settings
from models.enquiries.contact import DIALLED
from models.intake.booking import LIMITS
from public.api.articles import SCHEMAS as ARTICLE_SCHEMAS
from public.api.enquiries import LONGEST_KEY

PROBLEMS: dict[int, str] = {
    400: "The body is not JSON, or names something twice; or the address is not ours.",
    404: "There is no such article, or it is no longer public.",
    405: "This address does not take this method; `Allow` names those it takes.",
    408: "The body did not arrive in time.",
    409: "This Idempotency-Key came before with another request.",
    413: "The body is larger than 64 KiB.",
    415: "The body is not `application/json`.",
    422: "Some fields cannot be taken as they are; `errors` names each.",
    429: "Too many requests from this address; `Retry-After` says how long to wait.",
    500: "A fault of ours; `reference` leads to our log.",
    503: "Nothing was kept: we are busy or the database cannot be written to. Send it again.",
    507: "Nothing was kept: our disk is full. Send it again later.",
}
OF_READING = (400, 408, 413, 500, 503)
OF_WRITING = (400, 408, 409, 413, 415, 422, 429, 500, 503, 507)
TELLING_WHEN = {429, 503, 507}


def show_document(_request: Request) -> Response:
    return JSONResponse(document(), headers={"Cache-Control": "public, max-age=300"})


@cache
def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.CLINIC_NAME}: articles and enquiries",
            "version": "1",
            "description": "Read what the clinic has published; send it an enquiry.",
        },
        "servers": [{"url": settings.PUBLIC_URL}],
        "paths": {
            "/api/enquiries": {"post": _send_enquiry()},
            "/api/articles": {"get": _list_articles()},
            "/api/articles/{slug}": {"get": _read_article()},
        },
        "components": {
            "schemas": {
                "Enquiry": ENQUIRY,
                "Receipt": RECEIPT,
                "Problem": PROBLEM,
                **ARTICLE_SCHEMAS,
            },
        },
    }


def _send_enquiry() -> dict[str, Any]:
    return {
        "operationId": "sendEnquiry",
        "summary": "Send an enquiry",
        "description": "Answered only once the enquiry is on disk.",
        "parameters": [IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": _json(_ref("Enquiry"))},
        "responses": {
            "201": {"description": "It is kept.", "content": _json(_ref("Receipt"))},
            **_problems(OF_WRITING),
        },
    }


def _list_articles() -> dict[str, Any]:
    return {
        "operationId": "listArticles",
        "summary": "Published articles, newest first",
        "parameters": [IF_NONE_MATCH],
        "responses": _kept_pages("The list.", "ArticleList") | _problems(OF_READING),
    }


def _read_article() -> dict[str, Any]:
    slug = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}
    moved = {"description": "The article has another address now.", "headers": {"Location": TEXT}}
    return {
        "operationId": "readArticle",
        "summary": "One published article",
        "parameters": [slug, IF_NONE_MATCH],
        "responses": {
            **_kept_pages("The article.", "Article"),
            "301": moved,
            **_problems((404, *OF_READING)),
        },
    }


def _kept_pages(told: str, schema: str) -> dict[str, Any]:
    etag = {"ETag": TEXT}
    return {
        "200": {"description": told, "headers": etag, "content": _json(_ref(schema))},
        "304": {"description": "You have it as it is.", "headers": etag},
    }


def _problems(statuses: tuple[int, ...]) -> dict[str, Any]:
    return {str(status): _problem(status) for status in sorted(statuses)}


def _problem(status: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    told: dict[str, Any] = {"description": PROBLEMS[status], "content": content}
    if status in TELLING_WHEN:
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return told


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _text(field: str, description: str, **wishes: str) -> dict[str, Any]:
    """Null and empty are as good as absent."""
    told = {"type": "string", "maxLength": LIMITS[field], "pattern": NO_NUL, **wishes}
    return {"description": description, "anyOf": [{"enum": ["", None]}, told]}


def _needs(field: str) -> dict[str, Any]:
    return {"required": [field], "properties": {field: {"type": "string", "minLength": 1}}}


NO_NUL = r"^[^\u0000]*$"
TEXT = {"schema": {"type": "string"}}
IF_NONE_MATCH = {"name": "If-None-Match", "in": "header", **TEXT}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key with the same body brings the same receipt and one enquiry.",
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}
ENQUIRY = {
    "type": "object",
    "required": ["name", "consent"],
    "anyOf": [_needs("email"), _needs("phone")],
    "properties": {
        "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": LIMITS["name"],
            "pattern": r"^[^\u0000]*[^\u0000\s][^\u0000]*$",
        },
        "email": _text("email", "An address that takes mail.", format="email"),
        "phone": _text(
            "phone", "As it is dialled; the country in front if it is another.", pattern=DIALLED
        ),
        "service": _text("service", "What it is about."),
        "preferred_at": _text("preferred_at", "ISO 8601, or in words: Tuesday morning."),
        "message": _text("message", "Up to 5,000 characters."),
        "article": _text("article", "The slug of the article that was read; others are ignored."),
        "timezone": _text("timezone", "The sender's zone, such as Europe/London."),
        "consent": {"type": "boolean", "const": True, "description": "The person agrees."},
    },
}
RECEIPT = {
    "type": "object",
    "required": ["reference", "received_at"],
    "properties": {
        "reference": {"type": "string", "pattern": "^CD-[2-9A-Z]{4}-[2-9A-Z]{4}$"},
        "received_at": {"type": "string", "format": "date-time"},
    },
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "reference": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
