"""All that the enquiries page shows, looked up at once, in one state of the database."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.overview import clinic_words, who_takes_enquiries
from actions.enquiries.reading import (
    EnquiryPage,
    OpenEnquiry,
    list_enquiries,
    log_reading,
    look_up_enquiry,
)
from actions.enquiries.saved_views import list_views, own_columns
from actions.enquiries.undo import Offer, offered_undo
from actions.staff.presence import who_stays_at
from desk.enquiries.listing.address import (
    chosen_enquiries,
    is_dialog_open,
    open_id,
    ticked_enquiries,
)
from desk.enquiries.listing.columns import known
from desk.enquiries.listing.news import Seen
from desk.enquiries.listing.ready_made import how_many_in_each
from desk.enquiries.risk_banner import call_today
from desk.frame.device import is_phone
from desk.frame.sign_in import acting
from desk.widgets.list_address import page_number
from models.base.database import reading
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.list import PER_PAGE
from models.enquiries.listing.saved_view import SavedView
from models.staff.member import Actor, Permission

DIALOGS = ("new", "why", "book", "book_next")
_TRIAGE = Permission.TRIAGE_ENQUIRIES


@dataclass(frozen=True, slots=True)
class Own:
    """How this person wants the list: columns, rows a page, and the views they may open."""

    columns: list[str]
    per_page: int
    views: list[SavedView]


@dataclass(frozen=True, slots=True)
class View:
    """`seen` is how things stood at this look; `colleagues` are those who may triage.

    `here` names the others who have one of the listed open, by its id; `to_call` are the people
    whom nobody has called yet, at most one more than the banner shows. `undo` is what this person
    may take back.
    """

    chosen: EnquiryFilter
    page: EnquiryPage
    opened: OpenEnquiry | None
    seen: Seen
    services: list[str]
    colleagues: dict[int, str]
    protocol: str
    replies: list[dict[str, str]]
    here: dict[int, str]
    own: Own
    ready_made: dict[str, str]
    undo: Offer | None
    to_call: list[Enquiry]
    is_narrow: bool

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.page.rows]


def look(by: Actor) -> View:
    """Errors: NotAllowed. A record that is shown is on record as read."""
    wanted, number = chosen_enquiries(), open_id()
    with reading() as session:
        opened = look_up_enquiry(session, number, by=by) if number else None
        words = clinic_words(session, by=by)
        ones_own = own(session, by)
        page = list_enquiries(session, wanted, page_number(), by=by, per_page=ones_own.per_page)
        view = View(
            chosen=wanted,
            page=page,
            opened=opened,
            seen=Seen.now(session, spam_too=wanted.status in {None, Status.SPAM}, by=by),
            services=words.services,
            colleagues=who_takes_enquiries(session, by=by),
            protocol=words.protocol,
            replies=words.replies,
            here=who_stays_at(session, "enquiry", [row.id for row in page.rows], by=by),
            own=ones_own,
            ready_made=how_many_in_each(session, by),
            undo=offered_undo(session, by=by) if by.may(_TRIAGE) else None,
            to_call=call_today(session, by),
            is_narrow=is_phone(),
        )
    _put_on_record(opened)
    return view


def _put_on_record(opened: OpenEnquiry | None) -> None:
    if opened and not opened.is_logged:
        with acting() as (session, reader):
            log_reading(session, opened.enquiry.id, by=reader)


def own(session: Session, by: Actor) -> Own:
    choice = own_columns(session, by=by)
    return Own(
        columns=known(choice.columns if choice else None),
        per_page=choice.per_page if choice else PER_PAGE,
        views=list_views(session, by=by),
    )


def is_busy(view: View) -> bool:
    """Ticking, or in a dialog; on a phone a record is one."""
    in_dialog = any(map(is_dialog_open, DIALOGS)) or (view.is_narrow and view.opened is not None)
    return bool(ticked_enquiries()) or in_dialog
