"""Views that people save, share, rename, delete and bring back; and their own columns."""

from collections.abc import Callable
from datetime import date

import pytest

from actions.enquiries.saved_views import (
    ViewRefused,
    change_view,
    choose_columns,
    delete_view,
    restore_view,
    save_view,
)
from models.base.database import reading, writing
from models.enquiries.enquiry import Priority, Status
from models.enquiries.listing.filter import EnquiryFilter, EnquirySort
from models.enquiries.listing.saved_view import (
    SavedView,
    column_choice_of,
    view_deleted_last,
    views_for,
)
from models.staff.member import Actor, NotAllowed, Role

URGENT = EnquiryFilter(
    status=Status.WAITING, priority=Priority.HIGH, since=date(2026, 3, 2), sort=EnquirySort.OLDEST
)


@pytest.fixture
def urgent(fay: Actor) -> SavedView:
    with writing() as session:
        return save_view(session, "Urgent", URGENT, by=fay)


@pytest.fixture
def tess(hire: Callable[[str, Role], Actor]) -> Actor:
    """At the front desk, beside Fay."""
    return hire("tess", Role.FRONT_DESK)


def names(who: Actor) -> list[str]:
    with reading() as session:
        return [view.name for view in session.scalars(views_for(who.id))]


def test_a_view_brings_back_its_filter_for_the_one_who_saved_it(
    urgent: SavedView, fay: Actor, mo: Actor
) -> None:
    with reading() as session:
        [view] = session.scalars(views_for(fay.id))

    assert view.filter == URGENT
    assert names(mo) == []


@pytest.mark.parametrize("chosen", [EnquiryFilter(), EnquiryFilter(term="Ruth", tag="vip")])
def test_a_view_keeps_no_words_that_were_searched_for(chosen: EnquiryFilter, fay: Actor) -> None:
    with writing() as session:
        view = save_view(session, "All", chosen, by=fay)

    assert "Ruth" not in str(view.query)
    assert (view.filter.status, view.filter.tag) == (None, chosen.tag)


def test_a_shared_view_is_everybodys_to_open_and_its_makers_to_change(
    urgent: SavedView, fay: Actor, mo: Actor, tess: Actor
) -> None:
    with writing() as session:
        change_view(session, urgent.id, by=fay, name="Call first", is_shared=True)
    assert names(mo) == names(tess) == ["Call first"]

    with pytest.raises(ViewRefused, match="Only the one who made"), writing() as session:
        change_view(session, urgent.id, by=tess, name="Mine", is_shared=False)
    with writing() as session:
        delete_view(session, urgent.id, by=mo)
    assert names(fay) == []


def test_nobody_changes_what_a_colleague_keeps_to_themselves(urgent: SavedView, mo: Actor) -> None:
    with pytest.raises(ViewRefused), writing() as session:
        delete_view(session, urgent.id, by=mo)


def test_a_deleted_view_comes_back(urgent: SavedView, fay: Actor) -> None:
    with writing() as session:
        delete_view(session, urgent.id, by=fay)
        save_view(session, "Urgent", EnquiryFilter(), by=fay)
    with writing() as session:
        deleted = session.scalars(view_deleted_last(fay.id, urgent.created_at)).one()
        restore_view(session, deleted.id, by=fay)

    assert names(fay) == ["Urgent", "Urgent (2)"]
    with pytest.raises(ViewRefused, match="no longer here"), writing() as session:
        restore_view(session, urgent.id, by=fay)


@pytest.mark.parametrize("name", ["", "  ", "Urgent"])
def test_a_view_needs_a_name_of_its_own(urgent: SavedView, fay: Actor, name: str) -> None:
    with pytest.raises(ViewRefused), writing() as session:
        save_view(session, name, URGENT, by=fay)


def test_columns_are_everybodys_own(fay: Actor, mo: Actor) -> None:
    with writing() as session:
        choose_columns(session, ["Phone", "Status", "Phone"], by=fay)
    with writing() as session:
        choose_columns(session, ["Tags"], by=mo)

    with reading() as session:
        assert session.scalars(column_choice_of(fay.id)).one().columns == ["Phone", "Status"]
        assert session.scalars(column_choice_of(mo.id)).one().columns == ["Tags"]


def test_who_may_not_read_enquiries_has_no_views(urgent: SavedView, ed: Actor) -> None:
    with writing() as session:
        with pytest.raises(NotAllowed):
            save_view(session, "Mine", URGENT, by=ed)
        with pytest.raises(NotAllowed):
            change_view(session, urgent.id, by=ed, name="x", is_shared=True)
        with pytest.raises(NotAllowed):
            delete_view(session, urgent.id, by=ed)
        with pytest.raises(NotAllowed):
            restore_view(session, urgent.id, by=ed)
        with pytest.raises(NotAllowed):
            choose_columns(session, ["Tags"], by=ed)
