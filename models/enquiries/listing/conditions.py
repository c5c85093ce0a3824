"""What a filter asks of an enquiry, as conditions for the database."""

from datetime import timedelta

from sqlalchemy import ColumnElement, false, select, true

import settings
from models.articles.article import Article
from models.base.database import reading
from models.base.table import now
from models.clinic.hours import ClinicHours
from models.clinic.moments import midnight
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.facet import facets_of
from models.enquiries.listing.filter import NO_SERVICE, NOBODY, EnquiryFilter
from models.enquiries.listing.reported_conditions import reported_conditions
from models.enquiries.state import OPEN
from models.enquiries.tag import EnquiryTag
from models.enquiries.times import due_by, unanswered_by


def conditions(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    """All but the search, in the way that finds them soonest."""
    asked = [*_when_it_came(chosen), *_what_waits(chosen)]
    if chosen.asks_what_waits:
        return [*asked, *_where_it_stands(chosen)]
    if chosen.is_status_alone_but_for_days:
        return [*asked, Enquiry.status == chosen.status] if chosen.status else asked
    return [*asked, Enquiry.facet.in_(facets_of(chosen))]


def conditions_one_by_one(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    """The same for an enquiry that was found already."""
    return [*_where_it_stands(chosen), *_when_it_came(chosen), *_what_waits(chosen)]


def _where_it_stands(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if chosen.status:
        asked.append(Enquiry.status == chosen.status)
    if chosen.is_open:
        asked.append(Enquiry.status.in_(OPEN))
    if chosen.service:
        service = "" if chosen.service == NO_SERVICE else chosen.service
        asked.append(Enquiry.service == service)
    if chosen.assigned_to == NOBODY:
        asked.append(Enquiry.assigned_to_id.is_(None))
    elif chosen.assigned_to:
        asked.append(Enquiry.assigned_to_id == chosen.assigned_to)
    if chosen.article:
        article = select(Article.id).where(Article.slug == chosen.article).scalar_subquery()
        asked.append(Enquiry.article_id == article)
    if chosen.priority:
        asked.append(Enquiry.priority == chosen.priority)
    if chosen.at_risk:
        asked.append(Enquiry.is_at_risk == true())
    return asked


def _when_it_came(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if chosen.since:
        asked.append(Enquiry.received_at >= midnight(chosen.since))
    if chosen.until:
        asked.append(Enquiry.received_at < midnight(chosen.until + timedelta(days=1)))
    return asked


def _what_waits(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if chosen.tag:
        tagged = select(EnquiryTag.enquiry_id).where(EnquiryTag.tag == chosen.tag)
        asked.append(Enquiry.id.in_(tagged))
    if chosen.is_due:
        due = due_by(now().astimezone(settings.TIMEZONE).date())
        asked.append(Enquiry.id.in_(select(Enquiry.id).where(*due)))
    if chosen.is_overdue:
        asked += _overdue()
    if chosen.asks_for_appointments:
        asked += _appointments(chosen)
    if chosen.reported.asks:
        asked += reported_conditions(chosen.reported, chosen.since, chosen.until)
    return asked


def _overdue() -> list[ColumnElement[bool]]:
    """By the clinic's hours, which only a look at the settings can tell."""
    with reading() as session:
        hours = ClinicHours.of(session)
    moment = hours.before(now(), hours.answer_within)
    return unanswered_by(moment) if moment else [false()]


def _appointments(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [
        Enquiry.status == Status.BOOKED,
        Enquiry.booked_for.is_not(None),
    ]
    if chosen.booked_since:
        asked.append(Enquiry.booked_for >= midnight(chosen.booked_since))
    if chosen.booked_until:
        asked.append(Enquiry.booked_for < midnight(chosen.booked_until + timedelta(days=1)))
    return asked
