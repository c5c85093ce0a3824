"""Changing what the clinic decides for itself."""

import pytest

from actions.clinic.settings import StaleSetting, change_setting, read_setting
from models.base.database import writing
from models.base.text import BadText
from models.clinic.setting import DEFAULTS, setting
from models.staff.member import Actor, NotAllowed


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


def test_new_words_of_consent_get_the_next_number_and_the_former_stay_known(mo: Actor) -> None:
    for version, wording in enumerate(("I agree.", "I do agree.", "I do agree.")):
        with writing() as session:
            change_setting(session, "consent_wording", wording, version=version, by=mo)

    with writing() as session:
        assert setting(session, "consent_version") == "3"
        former = {"1": DEFAULTS["consent_wording"], "2": "I agree."}
        assert setting(session, "former_consent_wordings") == former


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("consent_wording", "  "),
        ("services", ["x" * 121]),
        ("privacy_address", "javascript:alert(1)"),
        ("privacy_address", "//elsewhere.example"),
        ("privacy_address", "/\\elsewhere.example"),
        ("public_phone", "1" * 200),
        ("services", [f"Service {number}" for number in range(61)]),
        ("risk_phrases", ["half \ud800"]),
        ("risk_protocol", "x" * 2_001),
    ],
)
def test_what_no_form_could_show_is_refused(mo: Actor, name: str, value: object) -> None:
    with pytest.raises(BadText), writing() as session:
        change_setting(session, name, value, version=0, by=mo)
    with writing() as session:
        assert setting(session, name) == DEFAULTS[name]


def test_lines_are_kept_once_in_order_and_trimmed(mo: Actor) -> None:
    with writing() as session:
        typed = ["  Physio ", "", "Check-up", "Physio"]
        change_setting(session, "services", typed, version=0, by=mo)

        assert setting(session, "services") == ["Physio", "Check-up"]
