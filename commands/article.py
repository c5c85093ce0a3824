"""Articles from a terminal: bringing manuscripts in, taking articles out, listing them."""

from commands.on_demand import on_demand
from commands.output import AsJson, print_json
from models.articles.article import articles_in
from models.articles.list import IN_USE
from models.base.database import reading

app = on_demand(
    "Articles: import, export, list.",
    {
        "import": "commands.taking_in:take_in",
        "export": "commands.giving_out:give_out",
        "list": "commands.article:show_all",
    },
)


def show_all(*, json: AsJson = False) -> None:
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
