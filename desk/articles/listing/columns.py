"""What the list of articles says of each, column by column."""

from urllib.parse import urlencode

from actions.articles.reading import ArticleRow, Passage
from actions.articles.results import SHORT, Tally
from desk.articles.bar import article_standing
from desk.reviews.badge import review_standing
from desk.widgets.clock import spoken
from desk.widgets.table.parts import Badge, Cell, Column, Field, Press
from models.articles.difference import as_read
from models.library.article_filter import ArticleSort
from models.library.article_search import END_OF_MARK, MARK

UNTITLED = "Untitled"


def _standing(row: ArticleRow) -> Cell:
    review = review_standing(row.review, is_approved=row.is_approved)
    return [*article_standing(row.state, is_changed=row.is_changed_since), review]


def _found(row: ArticleRow) -> Cell:
    if row.passage is None:
        return Press("")
    pieces = _pieces_of(row.passage.text)
    if row.passage.is_remark:
        pieces[0] = f"In a comment: {pieces[0]}"
    return Press(pieces, f"article?{urlencode(passage_address(row.slug, row.passage))}")


def _pieces_of(text: str) -> list[str]:
    """By turns outside a hit and in it, as people read it."""
    before, *hits = as_read(text).split(MARK)
    return [before, *(piece for hit in hits for piece in hit.partition(END_OF_MARK)[::2])]


def passage_address(slug: str, passage: Passage) -> dict[str, str]:
    """The address of the words that were found."""
    query = {"slug": slug, "section": str(passage.section_id)}
    return query | ({"panel": "Comments"} if passage.is_remark else {})


def brought(results: Tally) -> str:
    """“12 enquiries, 3 booked”; empty where there was none."""
    if not results.enquiries:
        return ""
    many = "1 enquiry" if results.enquiries == 1 else f"{results.enquiries:,} enquiries"
    return f"{many}, {results.booked:,} booked" if results.booked else many


TITLE = Column("Title", "Title", 210, ArticleSort.TITLE, is_name=True, is_long=True)
CHANGED: Field[ArticleRow] = Field(
    Column("Changed", "Changed", 100, ArticleSort.CHANGED, is_labelled=True),
    lambda row: spoken(row.updated_at),
)
FIELDS: tuple[Field[ArticleRow], ...] = (
    Field(Column("State", "State", 115, kind="badge", is_long=True), _standing),
    Field(Column("Author", "Author", 100, is_long=True), lambda row: row.author),
    CHANGED,
    Field(
        Column("Brought", f"In {SHORT} days", 105, is_labelled=True, is_long=True),
        lambda row: brought(row.results),
    ),
    Field(
        Column("Tags", "Tags", 125, kind="badge", is_long=True),
        lambda row: [Badge(tag, "gray") for tag in row.tags],
    ),
)
FOUND: Field[ArticleRow] = Field(Column("Found", "Found", 260, kind="press", is_long=True), _found)
RESTORE: Field[ArticleRow] = Field(
    Column("Restore", "", 90, kind="press"),
    lambda row: Press("Restore", says=f"Restore {row.title or UNTITLED}"),
)
SORTED: dict[ArticleSort, tuple[str, bool]] = {
    ArticleSort.TITLE: ("Title", False),
    ArticleSort.CHANGED: ("Changed", True),
    ArticleSort.OLDEST: ("Changed", False),
}
TURNED = {ArticleSort.CHANGED: ArticleSort.OLDEST}
IN_TRASH_SINCE = Column("Changed", "In the trash since", 130, ArticleSort.CHANGED, is_labelled=True)
