"""The list that holds exactly what a number of a report counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import NO_SERVICE, EnquiryFilter
from models.enquiries.listing.reported import NO_REASON, Reported, hour_of_week
from models.enquiries.state import EnquirySource
from models.reports.period import Period
from models.reports.total import Breakdown


def all_received(period: Period) -> EnquiryFilter:
    return EnquiryFilter(since=period.since, until=period.until, reported=Reported(counted=True))


def those_booked(chosen: EnquiryFilter) -> EnquiryFilter:
    return replace(chosen, status=Status.BOOKED)


def those_answered(chosen: EnquiryFilter) -> EnquiryFilter:
    return replace(chosen, reported=replace(chosen.reported, answered=True))


def those_late(chosen: EnquiryFilter) -> EnquiryFilter:
    return replace(chosen, reported=replace(chosen.reported, late=True))


COUNTED_IN: Mapping[str, Callable[[EnquiryFilter], EnquiryFilter]] = {
    "received": lambda chosen: chosen,
    "answered": those_answered,
    "booked": those_booked,
    "late": those_late,
}
"""By the name of what a Headcount tells."""


def those_of(
    chosen: EnquiryFilter, kind: Breakdown, key: str, slugs: Mapping[str, str]
) -> EnquiryFilter:
    """`slugs` has the address of each article."""
    if kind is Breakdown.SERVICE:
        return replace(chosen, service=key or NO_SERVICE)
    if kind is Breakdown.COLLEAGUE:
        return replace(chosen, assigned_to=int(key))
    if kind is Breakdown.ARTICLE and key in slugs:
        return replace(chosen, article=slugs[key])
    return replace(chosen, reported=_narrowed(chosen.reported, kind, key))


def _narrowed(chosen: Reported, kind: Breakdown, key: str) -> Reported:
    if kind is Breakdown.CALL:
        return replace(chosen, call=int(key))
    if kind is Breakdown.REASON:
        return replace(chosen, reason=key or NO_REASON)
    if kind is Breakdown.SOURCE:
        return replace(chosen, source=EnquirySource(key))
    if kind is Breakdown.HOUR:
        return replace(chosen, hour=hour_of_week(key))
    return replace(chosen, without_article=True)
