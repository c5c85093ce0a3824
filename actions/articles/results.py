"""What articles bring: click-throughs, enquiries and bookings, in numbers and without a name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.articles.article import Section
from models.articles.content import sections_named
from models.articles.day import ELSEWHERE, Tally, tallies_by_call, tallies_of_each
from models.staff.member import Actor, Permission

SHORT, LONG = 30, 90


@dataclass(frozen=True, slots=True)
class Results:
    """Over the last SHORT and LONG days; `by_call` is of the LONG ones, by section id.

    `sections` are those of them that are still known, deleted or not."""

    short: Tally
    long: Tally
    by_call: Mapping[int, Tally]
    sections: Sequence[Section]


def results_of(session: Session, article_id: int, *, by: Actor) -> Results:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    short = session.execute(tallies_by_call(article_id, SHORT)).all()
    long = session.execute(tallies_by_call(article_id, LONG)).all()
    by_call = {section: Tally(*numbers) for section, *numbers in long}
    return Results(
        short=_sum([Tally(*numbers) for _, *numbers in short]),
        long=_sum(by_call.values()),
        by_call=by_call,
        sections=session.scalars(sections_named(by_call.keys() - {ELSEWHERE})).all(),
    )


def results_of_each(
    session: Session, article_ids: Collection[int], *, by: Actor
) -> dict[int, Tally]:
    """Over the last SHORT days; articles with nothing are left out. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    rows = session.execute(tallies_of_each(article_ids, SHORT)) if article_ids else ()
    return {article: Tally(*numbers) for article, *numbers in rows}


def _sum(tallies: Collection[Tally]) -> Tally:
    return Tally(
        sum(tally.enquiries for tally in tallies),
        sum(tally.booked for tally in tallies),
        sum(tally.clicks for tally in tallies),
    )


__all__ = ["ELSEWHERE", "LONG", "SHORT", "Results", "Tally", "results_of", "results_of_each"]
