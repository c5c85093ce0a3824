"""One search over everything that a person may see: articles, claims, pictures, enquiries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from actions.articles.reading import list_articles
from actions.claims.reading import list_claims
from actions.enquiries.reading import list_enquiries
from actions.library.reading import list_images
from models.articles.list import headings_in_use
from models.base.slips import is_slip
from models.claims.list import Wanted
from models.enquiries.enquiry import STATUS_TITLES
from models.enquiries.listing.filter import EnquiryFilter
from models.library.article_filter import LONGEST_TERM, ArticleFilter
from models.library.article_search import WORDS_LOOKED_FOR, words_about_as_long
from models.staff.member import Actor, Permission

MOST = 8
_WORD = re.compile(r"\w+")


class Shelf(StrEnum):
    ARTICLES = "Articles"
    CLAIMS = "Claims"
    PICTURES = "Pictures"
    ENQUIRIES = "Enquiries"


@dataclass(frozen=True, slots=True)
class Hit:
    """`told` is what stands below the name; the place is a screen and its query."""

    name: str
    told: str
    screen: str
    place: dict[str, str]


@dataclass(frozen=True, slots=True)
class Everything:
    """`more` counts what is found beyond the first few; `meant` is the near spelling searched."""

    hits: dict[Shelf, list[Hit]] = field(default_factory=dict)
    more: dict[Shelf, int] = field(default_factory=dict)
    meant: str = ""


def search_everything(session: Session, typed: str, *, by: Actor) -> Everything:
    """Nothing of what the role may not see. Errors: NotAllowed."""
    by.must(Permission.USE_DESK)
    term = " ".join(typed[:LONGEST_TERM].replace("\0", " ").split())
    found = Everything()
    if not term:
        return found
    if by.may(Permission.READ_ENQUIRIES):
        _put(found, Shelf.ENQUIRIES, *_enquiries(session, term, by))
    if not by.may(Permission.READ_ARTICLES):
        return found
    _put_texts(session, found, term, by)
    is_empty = not found.hits.keys() - {Shelf.ENQUIRIES}
    if is_empty and (meant := _near(session, term)) != term:
        _put_texts(session, found, meant, by)
        if found.hits.keys() - {Shelf.ENQUIRIES}:
            return Everything(found.hits, found.more, meant)
    return found


def _put_texts(session: Session, found: Everything, term: str, by: Actor) -> None:
    _put(found, Shelf.ARTICLES, *_articles(session, term, by))
    _put(found, Shelf.CLAIMS, *_claims(session, term, by))
    _put(found, Shelf.PICTURES, *_pictures(session, term, by))


def _put(found: Everything, shelf: Shelf, hits: Iterator[Hit], total: int) -> None:
    if told := list(hits):
        found.hits[shelf], found.more[shelf] = told, max(0, total - len(told))


def _articles(session: Session, term: str, by: Actor) -> tuple[Iterator[Hit], int]:
    page = list_articles(session, ArticleFilter(term=term), by=by)
    return (
        Hit(
            row.title,
            row.passage.words if row.passage else "",
            "article",
            {"slug": row.slug}
            | ({"section": str(row.passage.section_id)} if row.passage else {})
            | ({"panel": "Comments"} if row.passage and row.passage.is_remark else {}),
        )
        for row in page.rows[:MOST]
    ), page.total


def _claims(session: Session, term: str, by: Actor) -> tuple[Iterator[Hit], int]:
    page = list_claims(session, Wanted.ALL, term, 1, by=by)
    return (
        Hit(
            claim.sentence,
            title,
            "article",
            {"slug": slug, "section": str(claim.section_id), "panel": "Claims"},
        )
        for claim, slug, title in page.rows[:MOST]
    ), page.total


def _pictures(session: Session, term: str, by: Actor) -> tuple[Iterator[Hit], int]:
    page = list_images(session, term, per_page=MOST, by=by)
    return (
        Hit(each.name or "A picture without a name", _used(len(page.uses.get(each.sha256, ()))),
            "library", {"picture": each.sha256})
        for each in page.images
    ), page.total  # fmt: skip


def _used(times: int) -> str:
    return "used in one article" if times == 1 else f"used in {times} articles"


def _enquiries(session: Session, term: str, by: Actor) -> tuple[Iterator[Hit], int]:
    page = list_enquiries(session, EnquiryFilter(term=term), per_page=MOST, by=by)
    return (
        Hit(
            row.name, STATUS_TITLES[row.status], "enquiries", {"status": "all", "open": str(row.id)}
        )
        for row in page.rows
    ), page.total


def _near(session: Session, term: str) -> str:
    """Each word that stands nowhere as one that does, of a heading or else of a text."""
    known = {
        word.casefold()
        for heading in session.scalars(headings_in_use())
        for word in _WORD.findall(heading)
    }
    return " ".join(_meant(session, word, known) for word in term.split()[:WORDS_LOOKED_FOR])


def _meant(session: Session, word: str, known: set[str]) -> str:
    typed = word.casefold()
    if typed in known:
        return word
    if in_heading := _closest(typed, known):
        return in_heading
    said = set(session.scalars(words_about_as_long(typed)))
    return word if typed in said else _closest(typed, said) or word


def _closest(typed: str, known: set[str]) -> str:
    """Empty when none of them is meant."""
    close = process.extract(
        typed, known, scorer=OSA.distance, score_cutoff=1, limit=5, processor=None
    )
    return min((each for each, *_ in close if is_slip(typed, each)), default="")
