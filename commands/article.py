"""Articles from a terminal: bringing manuscripts in, taking articles out, listing them."""

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from actions.articles.exporting import WRITERS, ArticleFormat, export_articles
from actions.articles.importing import import_article, prepared_pictures
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.writing import all_to_json
from actions.articles.publishing import publish_article
from commands.output import CommandFailed, print_json
from commands.pictures import with_pictures_from
from models.articles.article import articles_in
from models.articles.list import IN_USE, article_using
from models.articles.manuscript import FidelityReport, Manuscript
from models.base.database import reading, writing
from models.staff.member import OPERATOR

app = typer.Typer(no_args_is_help=True)


@app.command("import")
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


@app.command("export")
def give_out(
    slug: Annotated[str, typer.Argument(help="The last part of its address.")] = "",
    *,
    every: Annotated[bool, typer.Option("--all", help="All of them, in one file.")] = False,
    output: Annotated[Path, typer.Option("--output", help="The file to write.")],
    form: Annotated[
        ArticleFormat, typer.Option("--format", help="What to write.")
    ] = ArticleFormat.JSON,
) -> None:
    """Write an article's newest saved text to a file; all of them as one JSON, or packed."""
    if every == bool(slug):
        raise CommandFailed("Name one article, or ask for --all of them.")
    with reading() as session:
        if every and form is not ArticleFormat.JSON:
            with output.open("wb") as file:
                export_articles(session, form, file, by=OPERATOR)
        else:
            content = _all_as_json(session) if every else WRITERS[form](_named(session, slug))
            output.write_bytes(content)
    print(f"Wrote {output}.")


def _named(session: Session, slug: str) -> Manuscript:
    article = session.scalars(article_using(slug)).first()
    if article is None:
        raise CommandFailed(f"There is no article “{slug}”. “article list” shows them all.")
    return manuscript_of(session, article)


def _all_as_json(session: Session) -> bytes:
    """Oldest first, so that they come in again in the order in which they were written."""
    articles = sorted(session.scalars(articles_in(*IN_USE)), key=lambda article: article.id)
    return all_to_json([manuscript_of(session, article) for article in articles]).encode()


@app.command("list")
def show_all(
    *, json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")] = False
) -> None:
    """List the articles that are not in the trash, last changed first."""
    with reading() as session:
        articles = session.scalars(articles_in(*IN_USE)).all()
    if json:
        told = [
            {
                "slug": a.slug,
                "title": a.title,
                "state": a.state,
                "updated_at": a.updated_at.isoformat(),
            }
            for a in articles
        ]
        print_json({"articles": told})
    else:
        print("\n".join(f"{a.slug}  {a.state}  {a.title}" for a in articles))
