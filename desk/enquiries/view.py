"""All that the enquiries page shows, in one state of the database, looked up as it is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from actions.enquiries.duplicates import PossibleSame, possible_duplicates
from actions.enquiries.overview import ClinicWords, clinic_words, who_takes_enquiries
from actions.enquiries.reading import (
    EnquiryPage,
    OpenEnquiry,
    count_by_status,
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
from models.enquiries.listing.list import PER_PAGE
from models.enquiries.listing.saved_view import SavedView
from models.staff.member import Actor, Permission

DIALOGS = ("new", "why", "book", "book_next")


@dataclass(frozen=True, slots=True)
class Own:
    """How this person wants the list: columns, rows a page, and the views they may open."""

    columns: list[str]
    per_page: int
    views: list[SavedView]


class View:
    """Looks nothing up before it is asked: what is drawn first is not kept waiting by the rest.

    Errors: NotAllowed, from every part.
    """

    def __init__(self, session: Session, by: Actor) -> None:
        self._session, self.by = session, by
        self.chosen, self.is_narrow = chosen_enquiries(), is_phone()
        self.is_record_drawn = False  # over the list, as on a phone
        self.may_triage = by.may(Permission.TRIAGE_ENQUIRIES)

    @cached_property
    def opened(self) -> OpenEnquiry | None:
        """On record as read before anything of it is shown."""
        number = open_id()
        opened = look_up_enquiry(self._session, number, by=self.by) if number else None
        if opened and not opened.is_logged:
            with acting() as (session, reader):
                log_reading(session, opened.enquiry.id, by=reader)
        return opened

    def is_overtaken(self) -> bool:
        """Somebody else is open by now, or something is asked before the page goes on."""
        was = self.opened.enquiry.id if self.opened else None
        return open_id() != was or any(map(is_dialog_open, DIALOGS))

    @cached_property
    def same(self) -> list[PossibleSame]:
        """Who may be the same person as the one that is open."""
        number = self.opened.enquiry.id if self.opened else None
        return possible_duplicates(self._session, number, by=self.by) if number else []

    @cached_property
    def own(self) -> Own:
        choice = own_columns(self._session, by=self.by)
        return Own(
            columns=known(choice.columns if choice else None),
            per_page=choice.per_page if choice else PER_PAGE,
            views=list_views(self._session, by=self.by),
        )

    @cached_property
    def page(self) -> EnquiryPage:
        per_page = self.own.per_page
        return list_enquiries(
            self._session, self.chosen, page_number(), by=self.by, per_page=per_page
        )

    @cached_property
    def counts(self) -> dict[Status, int]:
        """Of each status, within the same search and filters."""
        return count_by_status(self._session, self.chosen, by=self.by)

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.page.rows]

    @cached_property
    def here(self) -> dict[int, str]:
        """Others who have one of the listed open, by its id."""
        return who_stays_at(self._session, "enquiry", self.ids, by=self.by)

    @cached_property
    def seen(self) -> Seen:
        """How things stood at this look."""
        spam_too = self.chosen.status in {None, Status.SPAM}
        return Seen.now(self._session, spam_too=spam_too, by=self.by)

    @cached_property
    def words(self) -> ClinicWords:
        return clinic_words(self._session, by=self.by)

    @cached_property
    def colleagues(self) -> dict[int, str]:
        """Those who may triage."""
        return who_takes_enquiries(self._session, by=self.by)

    @cached_property
    def ready_made(self) -> dict[str, str]:
        return how_many_in_each(self._session, self.by)

    @cached_property
    def undo(self) -> Offer | None:
        """What this person may take back."""
        return offered_undo(self._session, by=self.by) if self.may_triage else None

    @cached_property
    def to_call(self) -> list[Enquiry]:
        """Whom nobody has called yet, at most one more than the banner shows."""
        return call_today(self._session, self.by)

    def look_up_all(self) -> None:
        """Called once what was asked for is on its way: the browser draws it meanwhile."""
        for name, part in vars(View).items():
            if isinstance(part, cached_property):
                getattr(self, name)


@contextmanager
def looking(by: Actor) -> Iterator[View]:
    """Until all of the page is drawn."""
    with reading() as session:
        yield View(session, by)


def is_busy(view: View) -> bool:
    """Ticking, or in a dialog; on a phone a record is one."""
    in_dialog = any(map(is_dialog_open, DIALOGS)) or (view.is_narrow and view.opened is not None)
    return bool(ticked_enquiries()) or in_dialog
