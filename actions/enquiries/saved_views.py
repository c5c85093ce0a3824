"""Giving the filters of the list a name, sharing them, and choosing one's own columns."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.base.table import now
from models.base.text import clean_line
from models.enquiries.listing.filter import EVERY_STATUS, EnquiryFilter
from models.enquiries.listing.list import PAGE_SIZES, PER_PAGE
from models.enquiries.listing.saved_view import (
    LONGEST_VIEW_NAME,
    ColumnChoice,
    SavedView,
    column_choice_of,
    view_deleted_last,
    view_named,
    views_for,
)
from models.staff.change_batch import OFFERED_FOR
from models.staff.log import record
from models.staff.member import Actor, Permission

MOST_COLUMNS = 12


class ViewRefused(Refused):
    """The view stays as it is."""


def list_views(session: Session, *, by: Actor) -> list[SavedView]:
    """One's own and those that are shared. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return list(session.scalars(views_for(by.id)))


def view_to_bring_back(session: Session, *, by: Actor) -> SavedView | None:
    """What this person deleted last, for OFFERED_FOR. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return session.scalar(view_deleted_last(by.id, now() - OFFERED_FOR))


def own_columns(session: Session, *, by: Actor) -> ColumnChoice | None:
    """None while this person has chosen nothing. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return session.scalar(column_choice_of(by.id))


def save_view(
    session: Session, name: str, chosen: EnquiryFilter, *, by: Actor, is_shared: bool = False
) -> SavedView:
    """Without the search in it. Errors: NotAllowed, ViewRefused, BadText."""
    by.must(Permission.READ_ENQUIRIES)
    kept = replace(chosen, term="", sort=chosen.sort if not chosen.term else None)
    query = kept.to_query() | {"status": kept.status or EVERY_STATUS}
    if by.id is None:
        raise ViewRefused("Only somebody who is signed in has views.")
    view = SavedView(
        owner_id=by.id, name=_free_name(session, name, by), query=query, is_shared=is_shared
    )
    session.add(view)
    session.flush()
    record(session, by, "view.saved", subject=f"view:{view.id}", details={"shared": is_shared})
    return view


def change_view(
    session: Session, view_id: int, *, by: Actor, name: str, is_shared: bool
) -> SavedView:
    """Its name, and who sees it. Errors: NotAllowed, ViewRefused, BadText."""
    by.must(Permission.READ_ENQUIRIES)
    view = _mine(session, view_id, by)
    if name != view.name:
        view.name = _free_name(session, name, by)
    view.is_shared = is_shared
    record(session, by, "view.changed", subject=f"view:{view.id}", details={"shared": is_shared})
    return view


def delete_view(session: Session, view_id: int, *, by: Actor) -> None:
    """It can be brought back. Errors: NotAllowed, ViewRefused."""
    by.must(Permission.READ_ENQUIRIES)
    view = _mine(session, view_id, by)
    view.deleted_at = now()
    record(session, by, "view.deleted", subject=f"view:{view.id}")


def restore_view(session: Session, view_id: int, *, by: Actor) -> SavedView:
    """Under another name when its own is taken. Errors: NotAllowed, ViewRefused."""
    by.must(Permission.READ_ENQUIRIES)
    view = _mine(session, view_id, by, is_deleted=True)
    if session.scalar(view_named(view.owner_id, view.name)):
        view.name = _free_name(session, f"{view.name} (2)", by)
    view.deleted_at = None
    record(session, by, "view.restored", subject=f"view:{view.id}")
    return view


def choose_columns(session: Session, columns: Iterable[str], *, by: Actor) -> None:
    """For this person alone, in this order. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    wanted = list(dict.fromkeys(columns))[:MOST_COLUMNS]
    _choice(session, by).columns = wanted


def rows_of_a_page(session: Session, by: Actor) -> int:
    """As this person wants it. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    choice = session.scalar(column_choice_of(by.id))
    return choice.per_page if choice else PER_PAGE


def choose_page_size(session: Session, per_page: int, *, by: Actor) -> None:
    """How many rows a page has for this person; one of PAGE_SIZES. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    if per_page in PAGE_SIZES:
        _choice(session, by).per_page = per_page


def _choice(session: Session, by: Actor) -> ColumnChoice:
    """What is kept of this person, or a first one; nobody's is kept of whoever has no account."""
    choice = session.get(ColumnChoice, by.id) if by.id is not None else None
    if choice is None:
        choice = ColumnChoice(staff_id=by.id)
        if by.id is not None:
            session.add(choice)
    return choice


def _mine(session: Session, view_id: int, by: Actor, *, is_deleted: bool = False) -> SavedView:
    view = session.get(SavedView, view_id)
    if view is None or (view.deleted_at is not None) != is_deleted:
        raise ViewRefused("This view is no longer here.")
    if view.owner_id != by.id and not (view.is_shared and by.may(Permission.MANAGE_SETTINGS)):
        raise ViewRefused("Only the one who made this view, or a manager, can change it.")
    return view


def _free_name(session: Session, name: str, by: Actor) -> str:
    name = clean_line(name, field="The name", limit=LONGEST_VIEW_NAME)
    if not name:
        raise ViewRefused("Give the view a name.")
    if session.scalar(view_named(by.id, name)):
        raise ViewRefused("You have a view of this name; choose another.")
    return name
