"""The document says all that can be asked, and all that can come back."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

import settings
from actions.articles.publishing import publish_article
from models.base.database import writing
from models.staff.member import OPERATOR
from public.api.openapi import document
from public.gate.errors import exception_handlers
from public.routes import routes
from tests.articles import Written
from tests.public.visitors import visitor

OPERATIONS = [("/api/enquiries", "POST"), ("/api/articles", "GET"), ("/api/articles/{slug}", "GET")]


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "INTAKE_LIMIT", None)


@pytest.mark.usefixtures("no_limit")
@pytest.mark.parametrize("path, method", OPERATIONS)
def test_whatever_is_sent_the_answer_is_one_of_those_described(path: str, method: str) -> None:
    app = Starlette(routes=routes, exception_handlers=exception_handlers)
    operation = schemathesis.openapi.from_asgi("/api/openapi.json", app)[path][method]

    @given(case=operation.as_strategy())
    @trying(
        max_examples=25,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    ask()


def test_the_document_is_complete_for_each_address() -> None:
    described = {
        (path, method.upper())
        for path, methods in document()["paths"].items()
        for method in methods
    }

    assert described == set(OPERATIONS)


def test_an_article_is_as_the_document_says(tides: Written) -> None:
    with writing() as session:
        publish_article(session, tides.id, by=OPERATOR)
    schemas = {"components": document()["components"]}

    for address, name in [
        ("/api/articles", "ArticleList"),
        (f"/api/articles/{tides.slug}", "Article"),
    ]:
        answer = visitor().get(address)
        assert answer.status_code == 200
        reference = {"$ref": f"#/components/schemas/{name}"}
        Draft202012Validator(schemas | reference).validate(answer.json())
