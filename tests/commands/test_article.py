"""The operator brings articles in, takes them out and lists them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import settings
from actions.articles.manuscript import manuscript_of
from commands.article import app
from commands.failure import CommandFailed
from models.articles.article import ArticleState, articles_in
from models.articles.list import article_using
from models.base.database import reading
from models.staff.log import LogEntry
from tests.actions.articles.manuscripts.examples import FOLDER

SLEEP = "sleeping-through-the-night-again"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def answer(*words: object) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_import_answers_with_the_slug_and_the_report() -> None:
    [sleep] = answer("import", FOLDER / "builder.txt")["articles"]
    assert (sleep["slug"], sleep["title"]) == (SLEEP, "Sleeping Through the Night Again")
    assert [section["kind"] for section in sleep["sections"]] == [
        *("text", "image", "text", "text"),
        "call_to_action",
    ]
    assert sleep["sections"][0]["heading"] == "Why We Wake at Three in the Morning"
    report = sleep["report"]
    assert report["words_in_source"] == report["words_kept"] + report["words_left_out"]
    assert {"text": "Share by:", "reason": "Buttons for sharing the page"} in report["left_out"]


def test_import_tells_people_what_was_left_out() -> None:
    told = run("import", FOLDER / "builder.txt").stdout
    assert "226 of 233 words kept" in told
    assert "left out: Share by: (Buttons for sharing the page)" in told


def test_an_import_is_a_draft_unless_it_is_to_be_published() -> None:
    run("import", FOLDER / "notes.txt")
    assert run("import", FOLDER / "builder.txt", "--publish").exit_code == 0
    listed = {one["slug"]: one["state"] for one in answer("list")["articles"]}
    assert listed == {"a-first-visit-to-the-knee-clinic": "draft", SLEEP: "published"}


def test_publishing_past_the_checks_is_logged_as_the_operators() -> None:
    run("import", FOLDER / "builder.txt", "--publish")
    with reading() as session:
        entry = session.query(LogEntry).filter_by(action="article.published").one()
    assert (entry.actor, entry.details["despite"]) == ("operator", 1)


@pytest.mark.parametrize("name", ["builder.txt", "wordpress.html", "front_matter.md"])
def test_an_export_imported_into_an_empty_house_is_exported_the_same(
    name: str, tmp_path: Path, move_house: Callable[[], None]
) -> None:
    [first] = answer("import", FOLDER / name)["articles"]
    once, twice = tmp_path / "once.json", tmp_path / "twice.json"
    assert run("export", first["slug"], "--format", "json", "--output", once).exit_code == 0
    move_house()
    [again] = answer("import", once)["articles"]
    assert again["report"]["words_left_out"] == 0
    run("export", again["slug"], "--format", "json", "--output", twice)
    assert twice.read_bytes() == once.read_bytes()


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("json", b"{"), ("md", b"---\ntitle:"), ("html", b"<!doctype html>"), ("docx", b"PK")],
)
def test_an_article_goes_out_in_each_format(form: str, beginning: bytes, tmp_path: Path) -> None:
    run("import", FOLDER / "builder.txt")
    file = tmp_path / "out"
    assert run("export", SLEEP, "--format", form, "--output", file).exit_code == 0
    assert file.read_bytes().startswith(beginning)


def test_what_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    result = run("import", file)
    assert result.exit_code != 0
    assert isinstance(result.exception, CommandFailed)
    assert "a.pdf: This is a PDF" in str(result.exception)
    with reading() as session:
        assert not session.scalars(articles_in(*ArticleState)).all()


def test_an_unknown_article_is_said_to_be_unknown(tmp_path: Path) -> None:
    result = run("export", "nobody", "--output", tmp_path / "x")
    assert "no article “nobody”" in str(result.exception)
    assert not (tmp_path / "x").exists()


def test_all_articles_go_out_in_one_file_and_come_back(
    tmp_path: Path, move_house: Callable[[], None]
) -> None:
    for name in ("builder.txt", "notes.txt"):
        run("import", FOLDER / name)
    once, twice = tmp_path / "once.json", tmp_path / "twice.json"
    assert run("export", "--all", "--output", once).exit_code == 0
    move_house()
    assert len(answer("import", once)["articles"]) == 2
    run("export", "--all", "--output", twice)
    assert twice.read_bytes() == once.read_bytes()


@pytest.mark.parametrize("words", [[], ["tides", "--all"]])
def test_an_export_of_nothing_or_of_two_things_is_refused(words: list[str], tmp_path: Path) -> None:
    result = run("export", *words, "--output", tmp_path / "x")
    assert "Name one article" in str(result.exception)


def test_pictures_that_lie_beside_a_file_come_along() -> None:
    [knee] = answer("import", settings.ROOT / "data/articles/knee-pain-and-running.md")["articles"]

    with reading() as session:
        article = session.scalars(article_using(knee["slug"])).one()
        pictures = [section.image for section in manuscript_of(session, article).sections]
    assert len([content for content in pictures if content]) == 1


def test_all_of_them_come_packed_in_any_other_format(tmp_path: Path) -> None:
    run("import", FOLDER / "notes.txt")
    run("import", FOLDER / "builder.txt")
    file = tmp_path / "all.zip"
    assert run("export", "--all", "--format", "md", "--output", file).exit_code == 0
    again = answer("import", file)["articles"]
    assert {one["title"] for one in again} == {
        "A first visit to the knee clinic",
        "Sleeping Through the Night Again",
    }
