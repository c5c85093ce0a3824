"""What each key of the triage does, and which enquiry opens after it."""

from collections.abc import Callable, Sequence

from actions.enquiries.batch import Outcome
from actions.enquiries.reading import EnquiryPage, list_enquiries
from actions.enquiries.triage import assign_enquiry, change_status
from actions.enquiries.undo import offered_undo, take_back
from desk.enquiries.listing.address import (
    ask_why,
    chosen,
    open_record,
    page_number,
    tick,
    ticked,
    turn_to,
)
from desk.enquiries.work import attempt, report
from desk.frame.messages import keep
from desk.frame.sign_in import signed_in_staff
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES, Status


def step(drawn: Sequence[int], enquiry_id: int, *, forward: bool) -> None:
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
    with reading() as session:
        return list_enquiries(session, chosen(), number, by=signed_in_staff())


def go_on(drawn: Sequence[int], done: int) -> None:
    """Open whoever came after this one, as the list is now."""
    here = [row.id for row in _page(page_number()).rows]
    place = drawn.index(done) if done in drawn else -1
    later = [each for each in drawn[place + 1 :] if each in here]
    moved_up = [each for each in here[-1:] if each not in drawn]
    earlier = [each for each in drawn[: max(0, place)] if each in here][-1:]
    following = [*later, *moved_up, *earlier, *(each for each in here if each != done)]
    open_record(following[0] if following else None)


def _move(status: Status) -> Callable[[Sequence[int], int, int], None]:
    def move(drawn: Sequence[int], enquiry_id: int, version: int) -> None:
        if attempt(
            lambda session, by: change_status(session, enquiry_id, status, by=by, version=version),
            f"Moved to {STATUS_TITLES[status]}.",
        ):
            go_on(drawn, enquiry_id)

    return move


def _take(_drawn: Sequence[int], enquiry_id: int, version: int) -> None:
    attempt(
        lambda session, by: assign_enquiry(session, enquiry_id, by.id, by=by, version=version),
        "Assigned to you.",
    )


def _tick(_drawn: Sequence[int], enquiry_id: int, _version: int) -> None:
    already = ticked()
    others = [each for each in already if each != enquiry_id]
    tick(others if enquiry_id in already else [*already, enquiry_id])


def _close(_drawn: Sequence[int], enquiry_id: int, version: int) -> None:
    ask_why(enquiry_id, version)


def _undo(_drawn: Sequence[int], _enquiry_id: int, _version: int) -> None:
    with reading() as session:
        offer = offered_undo(session, by=signed_in_staff())
    if offer is None:
        keep("There is nothing of yours to take back.")
        return
    outcomes: list[Outcome] = []
    if attempt(lambda session, by: outcomes.extend(take_back(session, offer.batch_id, by=by)), ""):
        report("Taken back", outcomes)
        open_record(outcomes[0].enquiry_id)


Deed = Callable[[Sequence[int], int, int], None]
DEEDS: dict[str, Deed] = {
    "in_progress": _move(Status.IN_PROGRESS),
    "waiting": _move(Status.WAITING),
    "booked": _move(Status.BOOKED),
    "spam": _move(Status.SPAM),
    "close": _close,
    "take": _take,
    "tick": _tick,
    "undo": _undo,
}
"""Each for the list as drawn, the id and the version of the enquiry that was on screen."""
