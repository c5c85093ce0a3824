"""A manager chooses how strict each copy check is, and what it looks for."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from actions.clinic.settings import change_setting
from models.base.database import reading, writing
from models.clinic.setting import setting
from models.copy_checks.rules import BY_ID, Severity
from models.staff.member import Actor

Open = Callable[..., AppTest]


def open_pane(open_desk: Open, by: Actor) -> AppTest:
    desk = open_desk("settings", by, tab="Copy checks")
    assert not desk.exception, desk.exception
    return desk


def save(desk: AppTest) -> None:
    next(each for each in desk.button if each.label == "Save").click().run()
    assert not desk.exception, desk.exception


def now_set() -> object:
    with reading() as session:
        return setting(session, "copy_rules")


def test_a_manager_makes_a_rule_stricter_and_gives_it_a_phrase(open_desk: Open, mo: Actor) -> None:
    desk = open_pane(open_desk, mo)
    desk.segmented_control("set-severity-cure-1").set_value(Severity.BLOCKING)
    desk.text_area("set-phrases-cure-1").set_value("cure\n\n  sea air … heals\ncure")
    save(desk)

    assert now_set() == {"cure": {"severity": "blocking", "phrases": ["cure", "sea air … heals"]}}
    labels = [each.label for each in desk.expander]
    assert "“Cure” · holds publishing back · changed" in labels


def test_a_choice_that_is_the_tables_own_is_not_kept(open_desk: Open, mo: Actor) -> None:
    with writing() as session:
        change_setting(session, "copy_rules", {"cure": {"severity": "off"}}, version=0, by=mo)
    desk = open_pane(open_desk, mo)
    desk.segmented_control("set-severity-cure-1").set_value(BY_ID["cure"].severity)
    save(desk)

    assert now_set() == {}


def test_a_phrase_as_long_as_a_page_is_refused_and_stays_in_the_box(
    open_desk: Open, mo: Actor
) -> None:
    desk = open_pane(open_desk, mo)
    desk.text_area("set-phrases-cure-1").set_value("(a+)+" * 100)
    save(desk)

    assert "is too long" in desk.error[0].value
    assert desk.text_area("set-phrases-cure-1").value == "(a+)+" * 100
    assert now_set() == {}
