"""Find and replace, as an editor meets it."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from models.staff.member import Actor
from tests.articles import Written, newest

Open = Callable[..., AppTest]


def test_some_hits_are_left_the_rest_replaced_and_all_taken_back(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = open_desk("replace", ed, q="about", **{"with": "On [x](http://x)"})
    assert not desk.exception
    boxes = [each for each in desk.checkbox if (each.key or "").startswith("r-")]
    assert len(boxes) == 3
    assert r"[x](http" not in boxes[0].label
    boxes[1].uncheck().run()
    assert desk.button("r-go").label == "Replace 2"
    desk.button("r-go").click().run()
    assert not desk.exception
    assert [newest(section).number for section in tides.sections[1:]] == [3, 2, 3]
    undo = next(each for each in desk.button if (each.key or "").startswith("r-undo-"))
    undo.click().run()
    assert newest(tides.sections[1]).body == "About spring."


def test_a_place_left_and_the_press_may_arrive_together(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = open_desk("replace", ed, q="about", **{"with": "On"})
    boxes = [each for each in desk.checkbox if (each.key or "").startswith("r-")]
    boxes[1].uncheck()
    desk.button("r-go").click().run()
    assert [newest(section).number for section in tides.sections[1:]] == [3, 2, 3]


def test_words_changed_with_the_press_are_looked_at_first(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = open_desk("replace", ed, q="about", **{"with": "On"})
    desk.text_input("with").set_value("Over")
    desk.button("r-go").click().run()
    assert "You changed the words." in desk.error[0].value
    assert [newest(section).number for section in tides.sections[1:]] == [2, 2, 2]


def test_a_place_that_is_left_stays_left_when_the_new_words_change(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = open_desk("replace", ed, q="about", **{"with": "On"})
    boxes = [each for each in desk.checkbox if (each.key or "").startswith("r-")]
    boxes[1].uncheck().run()
    desk.text_input("with").set_value("Over").run()
    assert desk.button("r-go").label == "Replace 2"
    desk.button("r-go").click().run()
    assert [newest(section).number for section in tides.sections[1:]] == [3, 2, 3]


def test_nothing_is_said_to_stand_nowhere(open_desk: Open, ed: Actor, tides: Written) -> None:
    for strange in ("zzz", "(((", "\\", "😀", "%"):
        desk = open_desk("replace", ed, q=strange)
        assert not desk.exception
        assert "These words stand nowhere." in [each.value for each in desk.markdown]
    assert not open_desk("replace", ed, q="a\0b").exception


def test_clinicians_land_at_home(open_desk: Open, cleo: Actor) -> None:
    assert open_desk("replace", cleo).title[0].value.startswith("Good ")
