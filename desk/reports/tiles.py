"""The figures that come first, each with what it was before; a count opens its enquiries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from actions.reports.looking import Report
from desk.frame.messages import escaped
from desk.reports.table import number_link
from desk.reports.words import (
    change_of_count,
    change_of_share,
    change_of_wait,
    conversion,
    how_many,
    share,
    waited,
)
from models.reports.listed import COUNTED_IN, all_received


@dataclass(frozen=True, slots=True)
class Tile:
    """`counts` names what is counted, if a click is to open it; `change` may be empty."""

    title: str
    value: str
    change: str = ""
    counts: str = ""
    note: str = ""


def tiles(report: Report) -> None:
    with st.grid(6, min_column_width=150, gap="small", key="r-tiles"):
        for place, tile in enumerate(_tiles(report)):
            with st.container(border=True, gap=None, key=f"r-tile-{place}", height="stretch"):
                _tile(tile, report)


def _tile(tile: Tile, report: Report) -> None:
    st.markdown(f":small[{tile.title}]")
    if tile.counts:
        wanted = COUNTED_IN[tile.counts](all_received(report.figures.period))
        number_link(getattr(report.figures.whole, tile.counts), wanted)
    else:
        st.markdown(f"**{tile.value}**")
    for words in filter(None, (tile.note, tile.change)):
        st.markdown(f":small[:gray[{escaped(words)}]]")


def _tiles(report: Report) -> Iterator[Tile]:
    now, promised = report.figures.whole, waited(int(report.promised.total_seconds()) // 60)
    changes = _changes(report)
    yield Tile("Enquiries", f"{now.received:,}", changes.get("received", ""), "received")
    yield Tile("Booked", f"{now.booked:,}", changes.get("booked", ""), "booked")
    yield Tile("Conversion", conversion(now), changes.get("conversion", ""), note="booked of all")
    told = ("Half answered within", "Nine of ten within")
    for title, name, minutes in zip(told, ("median", "p90"), _waits(report), strict=True):
        yield Tile(title, waited(minutes), changes.get(name, ""), note="clinic time")
    late = share(now.late, now.received)
    note = f"{late} of all, after more than {promised}"
    yield Tile("Late", f"{now.late:,}", changes.get("late", ""), "late", note)


def _waits(report: Report) -> tuple[int | None, int | None]:
    return report.figures.median, report.figures.p90


def _changes(report: Report) -> Mapping[str, str]:
    if report.before is None:
        return {}
    now, then = report.figures.whole, report.before.whole
    return {
        "received": change_of_count(now.received, then.received),
        "booked": change_of_count(now.booked, then.booked),
        "conversion": change_of_share((now.booked, now.received), (then.booked, then.received)),
        "median": change_of_wait(report.figures.median, report.before.median),
        "p90": change_of_wait(report.figures.p90, report.before.p90),
        "late": change_of_share((now.late, now.received), (then.late, then.received)),
    }


def nothing_came(report: Report) -> bool:
    """Told instead of empty charts."""
    if report.figures.whole.received:
        return False
    before = report.before.whole.received if report.before else 0
    also = f" In the days compared with there were {how_many(before)}." if before else ""
    st.info(f"No enquiry came in these days.{also} Choose others above.")
    return True
