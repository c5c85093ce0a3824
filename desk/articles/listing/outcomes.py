"""What became of many articles at once, in words."""

from collections.abc import Sequence

from actions.articles.batch import ArticleOutcome
from desk.frame.messages import escaped

MOST_NAMED = 10


def article_refusals(refused: Sequence[ArticleOutcome]) -> str:
    """“2: why” in Markdown, a line for each, the first ten by name."""
    why = "  \n".join(
        f"{escaped(outcome.title) or 'Untitled'}: {escaped(outcome.refused)}"
        for outcome in refused[:MOST_NAMED]
    )
    more = f"  \nand {len(refused) - MOST_NAMED} more." if len(refused) > MOST_NAMED else ""
    return f"{len(refused)}:  \n{why}{more}"


def article_count(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
