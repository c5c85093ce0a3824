"""The table of enquiries: ticks and the open record belong to people, never to places in it."""

from collections.abc import Mapping, Sequence

from actions.enquiries.reading import EnquiryPage
from desk.enquiries.listing.address import (
    choose_enquiries,
    chosen_enquiries,
    open_id,
    open_record,
    ticked_enquiries,
)
from desk.enquiries.listing.columns import COLUMNS, NAME, Shown
from desk.widgets.list_address import tick_and_untick
from desk.widgets.table.hits import as_pieces
from desk.widgets.table.parts import Cell, Column, Gestures, Look, Mark, Row
from desk.widgets.table.table import table
from models.enquiries.enquiry import Priority
from models.enquiries.listing.filter import EnquirySort
from models.enquiries.listing.list import TableRow

HEIGHT = "max(16rem, calc(100dvh - 25rem))"
"""So that the list has one bar to scroll by, and the page none; in a low window some rows all the
same.
"""
MARKS = Column("Marks", "", 44, kind="marks")
FOUND = Column("Found", "Found", 230)
SORTED: dict[EnquirySort, tuple[str, bool]] = {
    EnquirySort.NEWEST: ("Received", True),
    EnquirySort.OLDEST: ("Received", False),
    EnquirySort.NAME: ("Name", False),
    EnquirySort.STATUS: ("Status", False),
    EnquirySort.SERVICE: ("Service", False),
    EnquirySort.ASSIGNED: ("Assigned", False),
    EnquirySort.PRIORITY: ("Priority", False),
}


def enquiry_table(
    page: EnquiryPage,
    here: Mapping[int, str],
    columns: Sequence[str],
    *,
    may_tick: bool,
    is_narrow: bool,
) -> None:
    """`here` names the colleagues who have one of these open."""
    wanted = chosen_enquiries()
    shown = [COLUMNS[name] for name in columns]
    found = [FOUND] if page.found else []
    table(
        "Enquiries",
        [MARKS, NAME.column, *found, *(each.column for each in shown)],
        [_row(row, page, here, shown, wanted.term) for row in page.rows],
        key="e-table",
        look=_look(page, is_narrow=is_narrow),
        gestures=Gestures(
            opened=open_record,
            sorted_by=_sort_by,
            ticked=_tick if may_tick else None,
        ),
    )


def _look(page: EnquiryPage, *, is_narrow: bool) -> Look:
    return Look(
        current=open_id(),
        ticked=ticked_enquiries(),
        sorted_by=SORTED.get(chosen_enquiries().order),
        total=page.total if page.is_exact else -1,
        height=HEIGHT,
        is_narrow=is_narrow,
    )


def _row(
    row: TableRow, page: EnquiryPage, here: Mapping[int, str], shown: Sequence[Shown], term: str
) -> Row:
    """A search says where it met, right beside the name."""
    met: list[Cell] = [as_pieces(page.found.get(row.id, ""))] if page.found else []
    cells = [_marks(row, page.late, here), NAME.cell(row, term), *met]
    return Row(row.id, row.name, [*cells, *(each.cell(row, term) for each in shown)])


def _marks(row: TableRow, late: frozenset[int], here: Mapping[int, str]) -> list[Mark]:
    """What cannot wait comes first, and one of it is enough."""
    urgent = [
        Mark(sign, says, "red")
        for is_so, sign, says in (
            (row.needs_call, "⚑", "Call today"),
            (row.id in late, "◷", "Answer overdue"),
            (row.priority is Priority.HIGH, "▲", "High priority"),
        )
        if is_so
    ]
    open_elsewhere = [Mark("◉", f"{here[row.id]} has it open", "blue")] if row.id in here else []
    return [*urgent[:2], *open_elsewhere]


def _sort_by(wanted: str) -> None:
    """The same heading once more turns it round, or back to the newest first."""
    now = chosen_enquiries()
    is_again = SORTED.get(now.order) == SORTED[EnquirySort(wanted)]
    turned = EnquirySort.OLDEST if wanted == EnquirySort.NEWEST else EnquirySort.NEWEST
    sort = turned if is_again else EnquirySort(wanted)
    if now.order is EnquirySort.OLDEST and wanted == EnquirySort.NEWEST:
        sort = EnquirySort.NEWEST
    choose_enquiries(now.sorted_by(None if sort == now.usual_order else sort))


def _tick(on: list[int], off: list[int]) -> None:
    tick_and_untick(ticked_enquiries(), on, off)
