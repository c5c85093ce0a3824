"""Articles from a manuscript: what was read, what was kept, what was left out."""

from pathlib import Path
from typing import Annotated, Any

import typer

from actions.articles.importing import import_article, prepared_pictures
from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.publishing import publish_article
from commands.failure import CommandFailed
from commands.output import print_json
from commands.pictures import with_pictures_from
from models.articles.manuscript import FidelityReport, Manuscript
from models.base.database import writing
from models.staff.member import OPERATOR


def take_in(
    file: Path,
    *,
    publish: Annotated[bool, typer.Option("--publish", help="Make it public at once.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")] = False,
) -> None:
    """Take in a manuscript (text, Markdown, HTML, DOCX, WordPress or Copydesk's JSON)."""
    try:
        manuscripts = [
            with_pictures_from(file.parent, manuscript)
            for manuscript in read_manuscripts(file.read_bytes(), file.name)
        ]
    except UnreadableManuscript as error:
        raise CommandFailed(f"{file.name}: {error.words}") from error
    slugs = _imported(manuscripts, publish=publish)
    answers = [_answer(slug, one) for slug, one in zip(slugs, manuscripts, strict=True)]
    if json:
        print_json({"articles": answers})
    else:
        print("\n".join(line for answer in answers for line in _lines(answer)))


def _imported(manuscripts: list[Manuscript], *, publish: bool) -> list[str]:
    """All of a file or none of it."""
    pictures = [prepared_pictures(manuscript) for manuscript in manuscripts]
    slugs = []
    with writing() as session:
        for manuscript, prepared in zip(manuscripts, pictures, strict=True):
            article = import_article(session, manuscript, pictures=prepared, by=OPERATOR)
            session.flush()
            if publish:
                publish_article(session, article.id, despite_checks=True, by=OPERATOR)
            slugs.append(article.slug)
    return slugs


def _answer(slug: str, manuscript: Manuscript) -> dict[str, Any]:
    sections = [{"kind": one.kind, "heading": one.heading} for one in manuscript.sections]
    return {
        "slug": slug,
        "title": manuscript.title,
        "sections": sections,
        "report": _told(manuscript.report),
    }


def _told(report: FidelityReport) -> dict[str, Any]:
    return {
        "words_in_source": report.words_in_source,
        "words_kept": report.words_kept,
        "words_left_out": report.words_left_out,
        "is_proved": report.is_proved,
        "left_out": [{"text": item.text, "reason": item.reason} for item in report.left_out],
    }


def _lines(answer: dict[str, Any]) -> list[str]:
    report = answer["report"]
    counted = f"{report['words_kept']:,} of {report['words_in_source']:,} words kept"
    left_out = [f"  left out: {item['text']} ({item['reason']})" for item in report["left_out"]]
    doubt = [] if report["is_proved"] else ["  not proved: look for the words without a place"]
    return [f"{answer['slug']}: {answer['title']} ({counted})", *doubt, *left_out]
