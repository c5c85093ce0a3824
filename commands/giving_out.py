"""Articles into a file, one or all of them, so that another desk can take them in."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from actions.articles.exporting import WRITERS, ArticleFormat, export_articles
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts.writing import all_to_json
from commands.failure import CommandFailed
from models.articles.article import articles_in
from models.articles.list import IN_USE, article_using
from models.articles.manuscript import Manuscript
from models.base.database import reading
from models.staff.member import OPERATOR


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
