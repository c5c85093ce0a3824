"""All that the enquiries page shows, looked up at once, in one state of the database."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from actions.enquiry_reading import (
    EnquiryPage,
    OpenEnquiry,
    list_enquiries,
    look_up_enquiry,
    open_enquiry,
)
from actions.presence import who_stays_at
from desk.device import is_phone
from desk.enquiry_address import chosen, is_asked, open_id, page_number, ticked
from desk.parts.enquiry_columns import known
from desk.parts.enquiry_news import Seen
from desk.sign_in import acting
from models.article_list import titles_by_slug
from models.base import now
from models.database import reading
from models.enquiry import Status
from models.enquiry_filter import EnquiryFilter
from models.enquiry_tag import tags_in_use
from models.saved_view import SavedView, columns_of, view_deleted_last, views_for
from models.setting import settings_named
from models.staff import Actor, Permission, active_staff

OFFERED_FOR = timedelta(hours=1)
"""So long a deleted view can be brought back with one click."""


@dataclass(frozen=True, slots=True)
class Own:
    """How this person wants the list: their columns, the views they may open, the one deleted."""

    columns: list[str]
    views: list[SavedView]
    deleted_view: SavedView | None


@dataclass(frozen=True, slots=True)
class View:
    """`seen` is how things stood at this look; `colleagues` are those who may triage.

    `here` names the others who have one of the listed open, by its id.
    """

    chosen: EnquiryFilter
    page: EnquiryPage
    opened: OpenEnquiry | None
    seen: Seen
    services: list[str]
    colleagues: dict[int, str]
    articles: dict[str, str]
    tags: list[str]
    protocol: str
    replies: list[dict[str, str]]
    here: dict[int, str]
    own: Own

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.page.rows]


def look(by: Actor) -> View:
    """Errors: NotAllowed. A record that is shown is on record as read."""
    wanted, opened_id = chosen(), open_id()
    with reading() as session:
        opened = look_up_enquiry(session, opened_id, by=by) if opened_id else None
        told = settings_named(session, ("services", "risk_protocol", "reply_templates"))
        page = list_enquiries(session, wanted, page_number(), by=by)
        view = View(
            chosen=wanted,
            page=page,
            opened=opened,
            seen=Seen.now(session, spam_too=wanted.status in {None, Status.SPAM}),
            services=told["services"],
            colleagues=_colleagues(session),
            articles=dict(session.execute(titles_by_slug()).all()),
            tags=list(session.scalars(tags_in_use())),
            protocol=told["risk_protocol"],
            replies=told["reply_templates"],
            here=who_stays_at(session, "enquiry", [row.id for row in page.rows], by=by),
            own=own(session, by),
        )
    if opened and not opened.is_logged:
        with acting() as (session, reader):
            open_enquiry(session, opened.enquiry.id, by=reader)
    return view


def own(session: Session, by: Actor) -> Own:
    return Own(
        columns=known(session.scalar(columns_of(by.id))),
        views=list(session.scalars(views_for(by.id))),
        deleted_view=session.scalar(view_deleted_last(by.id, now() - OFFERED_FOR)),
    )


def _colleagues(session: Session) -> dict[int, str]:
    return {
        member.id: member.full_name
        for member in session.scalars(active_staff())
        if member.as_actor().may(Permission.TRIAGE_ENQUIRIES)
    }


def is_busy(view: View) -> bool:
    """Ticking, or in a dialog; on a phone a record is one."""
    in_dialog = is_asked("new") or is_asked("why") or (is_phone() and view.opened is not None)
    return bool(ticked()) or in_dialog
