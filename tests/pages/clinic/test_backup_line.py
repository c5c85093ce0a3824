"""Home says how old the newest backup is, to those who answer for it."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from models.staff.member import Actor
from public.clock.backups import make_backup

Open = Callable[..., AppTest]


def test_an_administrator_is_warned_until_there_is_a_backup(open_desk: Open, ada: Actor) -> None:
    assert any("no backup" in each.value for each in open_desk("", ada).warning)

    make_backup()

    home = open_desk("", ada)
    assert not home.warning
    assert any("Last backup" in each.value for each in home.caption)


def test_the_front_desk_is_not_told(open_desk: Open, fay: Actor) -> None:
    home = open_desk("", fay)

    assert not any("backup" in each.value for each in (*home.warning, *home.caption))
