"""Counting enquiries one by one into the totals that a report adds up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.enquiries.counting.fact import Measured
from models.enquiries.enquiry import Status
from models.reports.total import Breakdown

Counts = list[int]
"""Received, answered, booked, late, open-ended: as the columns COUNTS."""
Key = tuple[Breakdown, str]


def nothing() -> Counts:
    return [0, 0, 0, 0, 0]


@dataclass(slots=True)
class Tallies:
    """By kind and key; `late_ids` are those whose answer came late."""

    counts: dict[Key, Counts] = field(default_factory=lambda: defaultdict(nothing))
    late_ids: list[int] = field(default_factory=list)

    def add(self, key: Key, counts: Iterable[int]) -> None:
        held = self.counts[key]
        for place, count in enumerate(counts):
            held[place] += count

    def count(self, one: Measured) -> None:
        counts = (
            1,
            int(one.is_answered),
            int(one.is_booked),
            int(one.is_late),
            int(one.is_open_ended),
        )
        for key in keys_of(one):
            self.add(key, counts)
        if one.is_late:
            self.late_ids.append(one.fact.id)


def tallied(measured: Iterable[Measured]) -> Tallies:
    tallies = Tallies()
    for one in measured:
        tallies.count(one)
    return tallies


def keys_of(one: Measured) -> list[Key]:
    """Under which of each kind an enquiry counts; 0 is nobody, and no article."""
    fact, there = one.fact, one.there
    keys = [
        (Breakdown.ALL, ""),
        (Breakdown.SERVICE, fact.service),
        (Breakdown.ARTICLE, str(fact.article_id or 0)),
        (Breakdown.CALL, str(fact.call_to_action_id or 0)),
        (Breakdown.COLLEAGUE, str(fact.assigned_to_id or 0)),
        (Breakdown.SOURCE, fact.source.value),
        (Breakdown.HOUR, f"{there.isoweekday() % 7}-{there:%H}"),
    ]
    if fact.status is Status.CLOSED:
        keys.append((Breakdown.REASON, fact.close_reason))
    if one.waited is not None:
        keys.append((Breakdown.MINUTES, str(int(one.waited.total_seconds()) // 60)))
    return keys
