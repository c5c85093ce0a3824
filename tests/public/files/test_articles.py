"""Articles leave the desk as files, for those who write them and nobody else."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.articles.lifecycle import trash_article
from actions.articles.manuscripts import read_manuscripts
from models.base.database import reading, writing
from models.staff.access import StaffSession, digest
from models.staff.log import entries_of
from models.staff.member import OPERATOR, Actor, Role, StaffMember
from public.gate.identity import COOKIE
from public.routes import routes
from tests.articles import Written

SignIn = Callable[[Actor], TestClient]
FORMATS = ["json", "md", "html", "docx"]


@pytest.fixture
def browser() -> SignIn:
    """A browser in which this colleague is signed in."""

    def browser(by: Actor) -> TestClient:
        token = f"token of {by.name}"
        with writing() as session:
            session.add(StaffSession(token_hash=digest(token), staff_id=by.id))
        return TestClient(Starlette(routes=routes), cookies={COOKIE: f'"{token}"'})

    return browser


@pytest.mark.parametrize("form", FORMATS)
def test_an_editor_takes_one_article_in_each_format(
    ed: Actor, browser: SignIn, knee: Written, form: str
) -> None:
    answer = browser(ed).get(f"/desk/files/articles/{knee.slug}.{form}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    name = f"{knee.slug}.{'zip' if form == 'md' else form}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    [again] = read_manuscripts(answer.content, name)
    assert again.title == "Knee pain"
    assert any(section.image for section in again.sections)


def test_word_opens_it_with_its_picture_described(
    ed: Actor, browser: SignIn, knee: Written
) -> None:
    answer = browser(ed).get(f"/desk/files/articles/{knee.slug}.docx")
    document = Document(BytesIO(answer.content))
    assert document.paragraphs[0].style.name == "Title"  # type: ignore[union-attr]  # a paragraph of ours has a style
    assert document.inline_shapes[0]._inline.docPr.get("descr")


@pytest.mark.parametrize("form", FORMATS)
def test_all_come_packed_and_the_trash_stays(
    ed: Actor, browser: SignIn, knee: Written, tides: Written, form: str
) -> None:
    with writing() as session:
        trash_article(session, tides.id, by=OPERATOR)
    answer = browser(ed).get(f"/desk/files/articles.zip?format={form}")
    assert answer.headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(BytesIO(answer.content)).namelist()
    assert [name for name in names if "/" not in name] == [f"{knee.slug}.{form}"]
    assert [each.title for each in read_manuscripts(answer.content, "all.zip")] == ["Knee pain"]


def test_the_log_says_who_took_what(ed: Actor, browser: SignIn, knee: Written) -> None:
    mine = browser(ed)
    mine.get(f"/desk/files/articles/{knee.slug}.docx")
    mine.get("/desk/files/articles.zip?format=md")
    with reading() as session:
        told = [(each.staff_id, each.subject, each.details) for each in
                session.scalars(entries_of("article.exported"))]  # fmt: skip
    assert told == [
        (ed.id, f"article:{knee.id}", {"format": "docx"}),
        (ed.id, "", {"format": "md"}),
    ]


@pytest.mark.parametrize("address", ["articles/knee-pain.json", "articles.zip?format=json"])
def test_nobody_else_gets_one(
    cleo: Actor, fay: Actor, browser: SignIn, knee: Written, address: str
) -> None:
    stranger = TestClient(Starlette(routes=routes))
    for somebody in (stranger, browser(cleo), browser(fay)):
        assert somebody.get(f"/desk/files/{address}").status_code == 404


def test_a_demotion_bites_at_once(ed: Actor, browser: SignIn, knee: Written) -> None:
    mine = browser(ed)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))
    assert mine.get("/desk/files/articles.zip?format=json").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        *("articles/none.json", "articles/knee-pain.exe", "articles/..%2fx.json"),
        *("articles.zip?format=x", "articles/knee-pain.JSON"),
    ],
)
def test_what_is_not_there_is_not_found(
    ed: Actor, browser: SignIn, knee: Written, address: str
) -> None:
    assert browser(ed).get(f"/desk/files/{address}").status_code == 404


def test_json_of_one_holds_the_notes(ed: Actor, browser: SignIn, knee: Written) -> None:
    answer = browser(ed).get(f"/desk/files/articles/{knee.slug}.json")
    kinds = [section["kind"] for section in json.loads(answer.content)["sections"]]
    assert "note" in kinds
