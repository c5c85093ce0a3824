"""The table of articles: a row opens one, the words found in it lead to their place."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from actions.articles.lifecycle import restore_from_trash
from actions.articles.reading import ArticlePage, ArticleRow
from desk.articles.listing.address import choose_articles, chosen_articles, ticked_articles
from desk.articles.listing.columns import (
    CHANGED,
    FIELDS,
    FOUND,
    IN_TRASH_SINCE,
    RESTORE,
    SORTED,
    TITLE,
    TURNED,
    UNTITLED,
    passage_address,
)
from desk.frame.acting import attempt
from desk.frame.device import is_phone
from desk.frame.navigation import open_page
from desk.widgets.list_address import tick_and_untick
from desk.widgets.table.hits import split_at_hits
from desk.widgets.table.parts import Field, Gestures, Look, Row
from desk.widgets.table.table import table
from models.library.article_filter import ArticleFilter, ArticleSort


def article_table(page: ArticlePage, *, in_trash: bool, may_edit: bool) -> None:
    """A row opens its article, the words found lead to their place in it."""
    wanted = chosen_articles()
    fields = _fields(is_found=any(row.passage for row in page.rows), restores=in_trash and may_edit)
    columns = [IN_TRASH_SINCE if in_trash and each is CHANGED else each.column for each in fields]
    slugs = {row.id: row.slug for row in page.rows}
    places = {row.id: passage_address(row.slug, row.passage) for row in page.rows if row.passage}
    table(
        "Articles",
        [TITLE, *columns],
        [_row(row, fields, wanted.term) for row in page.rows],
        key="a-table",
        look=_look(page, wanted),
        gestures=Gestures(
            opened=lambda wanted: _open({"slug": slugs[wanted]} if wanted in slugs else None),
            pressed=lambda wanted, column: _press(wanted, column, places.get(wanted)),
            ticked=_tick if may_edit else None,
            sorted_by=_sort_by,
        ),
    )


def _fields(*, is_found: bool, restores: bool) -> list[Field[ArticleRow]]:
    """A search says where it met, right beside the title."""
    return [*([FOUND] if is_found else []), *FIELDS, *([RESTORE] if restores else [])]


def _look(page: ArticlePage, wanted: ArticleFilter) -> Look:
    return Look(
        ticked=ticked_articles(),
        sorted_by=SORTED.get(wanted.order),
        total=page.total,
        is_narrow=is_phone(),
        is_beside=False,
    )


def _row(row: ArticleRow, fields: list[Field[ArticleRow]], term: str) -> Row:
    name = row.title or UNTITLED
    cells = [split_at_hits(name, term), *(field.cell(row) for field in fields)]
    return Row(row.id, name, cells, f"article?{urlencode({'slug': row.slug})}")


def _open(place: Mapping[str, str] | None) -> None:
    if place:
        open_page("article", **place)


def _press(article_id: int, column: str, place: Mapping[str, str] | None) -> None:
    if column == FOUND.column.name:
        _open(place)
    else:
        attempt(
            lambda session, by: restore_from_trash(session, article_id, by=by),
            "Restored. It is not public.",
        )


def _tick(on: list[int], off: list[int]) -> None:
    tick_and_untick(ticked_articles(), on, off)


def _sort_by(wanted: str) -> None:
    """The same heading once more turns it round, or back to the usual order."""
    now, sort = chosen_articles(), ArticleSort(wanted)
    if now.order is sort:
        sort = TURNED.get(sort, now.usual_order)
    choose_articles(replace(now, sort=None if sort is now.usual_order else sort))
