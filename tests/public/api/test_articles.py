import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

import settings
from actions.articles.settings import change_address
from models.base.database import writing
from models.staff.member import OPERATOR
from public.api.articles import SCHEMAS
from tests.articles import Written, write_article
from tests.public.conftest import publish


def assert_is(told: object, name: str) -> None:
    document = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    Draft202012Validator(document).validate(told)


def test_programs_read_the_list_newest_first(reader: TestClient, public_knee: Written) -> None:
    publish(write_article("Back pain", ["One"]))
    write_article("A draft", ["One"])
    told = reader.get("/api/articles").json()

    assert_is(told, "ArticleList")
    assert [article["slug"] for article in told["articles"]] == ["back-pain", "knee-pain"]


def test_programs_read_an_article_without_its_hidden_parts(
    reader: TestClient, public_knee: Written
) -> None:
    answer = reader.get("/api/articles/knee-pain")
    told = answer.json()

    assert_is(told, "Article")
    assert told["title"] == "Knee pain"
    assert told["url"] == f"{settings.PUBLIC_URL}/articles/knee-pain"
    assert [section["kind"] for section in told["sections"]] == [
        "text",
        "image",
        "text",
        "text",
        "text",
        "call_to_action",
        "references",
    ]
    assert told["sections"][2]["body"].startswith("A knee is a *hinge*.")
    assert "Secret" not in answer.text


def test_a_former_address_leads_programs_on_too(reader: TestClient, public_knee: Written) -> None:
    with writing() as session:
        change_address(session, public_knee.id, "sore-knees", by=OPERATOR)
    answer = reader.get("/api/articles/knee-pain")

    assert answer.status_code == 301
    assert answer.headers["location"] == "/api/articles/sore-knees"


@pytest.mark.parametrize("slug", ["nothing", "%00", "%F0%9F%A6%B5"])
def test_an_unknown_article_is_a_problem_document(reader: TestClient, slug: str) -> None:
    answer = reader.get(f"/api/articles/{slug}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404
