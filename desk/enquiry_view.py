"""All that the enquiries page shows, looked up at once, in one state of the database."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiry_reading import (
    EnquiryPage,
    OpenEnquiry,
    list_enquiries,
    look_up_enquiry,
    open_enquiry,
)
from actions.presence import who_stays_at
from desk.enquiry_address import chosen, open_id, page_number
from desk.sign_in import acting
from models.article_list import titles_by_slug
from models.database import reading
from models.enquiry_filter import EnquiryFilter
from models.enquiry_list import newest_change
from models.enquiry_tag import tags_in_use
from models.setting import settings_named
from models.staff import Actor, Permission, active_staff


@dataclass(frozen=True, slots=True)
class View:
    """`newest` is `newest_change()` at this moment; `colleagues` are those who may triage.

    `here` names the others who have one of the listed open, by its id.
    """

    chosen: EnquiryFilter
    page: EnquiryPage
    opened: OpenEnquiry | None
    newest: tuple[int, int]
    services: list[str]
    colleagues: dict[int, str]
    articles: dict[str, str]
    tags: list[str]
    protocol: str
    replies: list[dict[str, str]]
    here: dict[int, str]


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
            newest=session.execute(newest_change()).one(),
            services=told["services"],
            colleagues=_colleagues(session),
            articles=dict(session.execute(titles_by_slug()).all()),
            tags=list(session.scalars(tags_in_use())),
            protocol=told["risk_protocol"],
            replies=told["reply_templates"],
            here=who_stays_at(session, "enquiry", [row.id for row in page.rows], by=by),
        )
    if opened and not opened.is_logged:
        with acting() as (session, reader):
            open_enquiry(session, opened.enquiry.id, by=reader)
    return view


def _colleagues(session: Session) -> dict[int, str]:
    return {
        member.id: member.full_name
        for member in session.scalars(active_staff())
        if member.as_actor().may(Permission.TRIAGE_ENQUIRIES)
    }
