"""Who took what is for those who may take lists themselves."""

import pytest

from actions.exports.looking import how_many_exports, list_exports, look_up_export
from models.base.database import reading
from models.staff.member import Actor, NotAllowed


@pytest.mark.parametrize("who", ["ed", "fay", "cleo"])
def test_past_exports_are_refused_to_all_others(who: str, request: pytest.FixtureRequest) -> None:
    by: Actor = request.getfixturevalue(who)
    with reading() as session:
        with pytest.raises(NotAllowed):
            list_exports(session, 1, 15, by=by)
        with pytest.raises(NotAllowed):
            how_many_exports(session, by=by)
        with pytest.raises(NotAllowed):
            look_up_export(session, "XABC", by=by)
