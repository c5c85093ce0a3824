"""Changing what the clinic decides for itself."""

import pytest

from actions.settings import StaleSetting, change_setting, read_setting
from models.database import writing
from models.setting import DEFAULTS, setting
from models.staff import Actor, NotAllowed


def test_a_manager_changes_the_risk_phrases(mo: Actor) -> None:
    with writing() as session:
        known = read_setting(session, "risk_phrases", by=mo)
        changed = change_setting(
            session, "risk_phrases", ["so tired"], version=known.version, by=mo
        )
    with writing() as session:
        assert setting(session, "risk_phrases") == ["so tired"]
        assert read_setting(session, "risk_phrases", by=mo) == changed


def test_a_change_based_on_an_older_state_is_refused(mo: Actor) -> None:
    with writing() as session:
        change_setting(session, "risk_protocol", "Call.", version=0, by=mo)
    with pytest.raises(StaleSetting) as stale, writing() as session:
        change_setting(session, "risk_protocol", "Write.", version=0, by=mo)
    assert stale.value.newest == "Call."


def test_a_setting_keeps_its_kind_and_its_name(mo: Actor) -> None:
    with pytest.raises(TypeError), writing() as session:
        change_setting(session, "risk_protocol", ["a list"], version=0, by=mo)
    with pytest.raises(KeyError), writing() as session:
        change_setting(session, "no such setting", "x", version=0, by=mo)


def test_the_front_desk_reads_and_changes_no_setting(fay: Actor) -> None:
    with writing() as session:
        with pytest.raises(NotAllowed):
            change_setting(session, "risk_phrases", [], version=0, by=fay)
        with pytest.raises(NotAllowed):
            read_setting(session, "risk_phrases", by=fay)
        assert setting(session, "risk_phrases") == DEFAULTS["risk_phrases"]
