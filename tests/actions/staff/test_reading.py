from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions.staff.reading import list_sessions, list_staff
from models.base.table import now
from models.staff.access import StaffSession
from models.staff.member import Actor, NotAllowed


@pytest.fixture
def open_at(session: Session) -> Callable[[Actor], None]:
    def opened(who: Actor) -> None:
        moments = {"created_at": now(), "last_seen_at": now()}
        session.add(StaffSession(token_hash=who.name, staff_id=who.id, device="Firefox", **moments))
        session.flush()

    return opened


def test_everybody_sees_where_they_are_signed_in_and_nobody_elses(
    session: Session, open_at: Callable[[Actor], None], ed: Actor, fay: Actor
) -> None:
    open_at(fay)
    assert fay.id is not None

    assert [each.device for each in list_sessions(session, fay.id, by=fay)] == ["Firefox"]
    with pytest.raises(NotAllowed):
        list_sessions(session, fay.id, by=ed)


def test_who_manages_staff_sees_everybodys(
    session: Session, open_at: Callable[[Actor], None], ada: Actor, fay: Actor
) -> None:
    open_at(fay)
    assert fay.id is not None

    assert len(list_sessions(session, fay.id, by=ada)) == 1
    assert {each.full_name for each in list_staff(session, by=ada)} >= {fay.name, ada.name}
