"""What each key of the triage does, and which enquiry opens after it."""

from collections.abc import Callable, Sequence

from actions.enquiries.reading import EnquiryPage, list_enquiries
from actions.enquiries.saved_views import rows_of_a_page
from actions.enquiries.triage import assign_enquiry, change_status
from desk.enquiries.drawn import Drawn
from desk.enquiries.listing.address import (
    chosen_enquiries,
    open_dialog_on,
    open_record,
    ticked_enquiries,
)
from desk.enquiries.work import attempt_on
from desk.frame.sign_in import signed_in_staff
from desk.widgets.list_address import page_number, tick, turn_to
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES, Status

KeyGesture = Callable[[Sequence[int], Drawn], None]
"""For the list and the enquiry as they were on screen."""


def open_neighbour(drawn: Sequence[int], enquiry_id: int, *, forward: bool) -> None:
    """To the neighbour in the list as drawn, over the edge of a page too."""
    if enquiry_id not in drawn:
        open_record(drawn[0] if drawn else None)
        return
    place = drawn.index(enquiry_id) + (1 if forward else -1)
    if 0 <= place < len(drawn):
        open_record(drawn[place])
        return
    wanted = page_number() + (1 if forward else -1)
    found = _page(wanted)
    if found.number == wanted and found.rows:
        turn_to(wanted)
        open_record(found.rows[0 if forward else -1].id)


def _page(number: int) -> EnquiryPage:
    by = signed_in_staff()
    with reading() as session:
        per_page = rows_of_a_page(session, by)
        return list_enquiries(session, chosen_enquiries(), number, by=by, per_page=per_page)


def go_on(drawn: Sequence[int], done: int) -> None:
    """Open whoever came after this one, as the list is now."""
    here = [row.id for row in _page(page_number()).rows]
    place = drawn.index(done) if done in drawn else -1
    later = [each for each in drawn[place + 1 :] if each in here]
    moved_up = [each for each in here[-1:] if each not in drawn]
    earlier = [each for each in drawn[: max(0, place)] if each in here][-1:]
    following = [*later, *moved_up, *earlier, *(each for each in here if each != done)]
    open_record(following[0] if following else None)


def _move(status: Status) -> KeyGesture:
    def move(page: Sequence[int], drawn: Drawn) -> None:
        if attempt_on(
            drawn,
            lambda session, by: change_status(
                session, drawn.id, status, by=by, version=drawn.version
            ),
            f"Moved to {STATUS_TITLES[status]}.",
        ):
            go_on(page, drawn.id)

    return move


def _take(_page: Sequence[int], drawn: Drawn) -> None:
    attempt_on(
        drawn,
        lambda session, by: assign_enquiry(session, drawn.id, by.id, by=by, version=drawn.version),
        "Assigned to you.",
    )


def _tick(_page: Sequence[int], drawn: Drawn) -> None:
    already = ticked_enquiries()
    others = [each for each in already if each != drawn.id]
    tick(others if drawn.id in already else [*already, drawn.id])


def _close(_page: Sequence[int], drawn: Drawn) -> None:
    open_dialog_on("why", drawn.id, drawn.version)


def _book(_page: Sequence[int], drawn: Drawn) -> None:
    open_dialog_on("book_next", drawn.id, drawn.version)


KEY_GESTURES: dict[str, KeyGesture] = {
    "in_progress": _move(Status.IN_PROGRESS),
    "waiting": _move(Status.WAITING),
    "booked": _book,
    "spam": _move(Status.SPAM),
    "close": _close,
    "take": _take,
    "tick": _tick,
}
