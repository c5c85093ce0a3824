"""Who else has this article open, and in which section they write."""

from actions.articles.opening import OpenArticle
from desk.articles.writing.drafts import being_written
from desk.articles.writing.sections import title_of
from desk.widgets.presence import who_else_is_here


def article_presence(found: OpenArticle) -> None:
    article_id = found.article.id
    titles = {section.id: title_of(section) for section in found.sections}
    who_else_is_here(f"article:{article_id}", lambda: _section_being_written(article_id), titles)


def _section_being_written(article_id: int) -> int | None:
    writing = being_written()
    is_here = writing is not None and writing.article_id == article_id and writing.is_unsaved
    return writing.section_id if writing and is_here else None
