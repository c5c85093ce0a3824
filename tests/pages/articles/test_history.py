"""The History panel: of a section, and of the whole article."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from actions.articles.history import set_aside
from actions.articles.publishing import publish_article
from actions.articles.sections import save_section
from models.articles.content import SectionContent
from models.articles.named_version import named_versions_of
from models.base.database import reading, writing
from models.staff.member import Actor
from tests.articles import Written

Open = Callable[..., AppTest]
WHOLE = {"panel": "History", "history": "Whole article"}


def test_a_save_in_the_list_leads_to_what_it_changed(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[2]
    with writing() as session:
        text = SectionContent(heading="Neap", body="About neap tides.")
        revision = save_section(session, section, text, based_on=2, note="Clearer", by=ed)
    desk = open_desk("article", ed, slug=tides.slug, **WHOLE)
    assert any("Clearer" in each.value for each in desk.markdown)
    desk.button(f"save-{revision.id}").click().run()
    assert not desk.exception
    assert desk.query_params["section"] == str(section)
    assert desk.radio(f"revision-{section}-3").value == 3


def test_a_version_is_named_and_listed(open_desk: Open, ed: Actor, tides: Written) -> None:
    desk = open_desk("article", ed, slug=tides.slug, **WHOLE)
    next(f for f in desk.text_input if f.label.startswith("Name for")).set_value("<b>First</b>")
    next(b for b in desk.button if b.label == "Give it this name").click().run()
    assert not desk.exception
    with reading() as session:
        [kept] = session.scalars(named_versions_of(tides.id))
    assert kept.name == "<b>First</b>"
    assert desk.button(f"named-{kept.id}").label == "Restore"
    assert any(r"\<b\>First" in told.value for told in desk.markdown)


def test_a_name_must_say_something(open_desk: Open, ed: Actor, tides: Written) -> None:
    desk = open_desk("article", ed, slug=tides.slug, **WHOLE)
    next(b for b in desk.button if b.label == "Give it this name").click().run()
    assert "is empty" in desk.error[0].value.replace("\\", "")


def test_a_clinician_looks_back_and_changes_nothing(
    open_desk: Open, cleo: Actor, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        publish_article(session, tides.id, by=mo)
    desk = open_desk("article", cleo, slug=tides.slug, **WHOLE)
    assert not desk.exception
    labels = {button.label for button in desk.button}
    assert "Restore" not in labels
    assert "Give it this name" not in labels
    assert any("published today" in told.value for told in desk.caption) or any(
        "Nothing was public" in told.value for told in desk.caption
    )


def test_a_text_that_was_set_aside_is_listed_and_compared_with_nothing_after_it(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    with writing() as session:
        set_aside(session, section, SectionContent(heading="Mine"), based_on=2, by=ed)
    with writing() as session:
        save_section(session, section, SectionContent(heading="Next"), based_on=2, by=ed)
    desk = open_desk("article", ed, slug=tides.slug, section=str(section), panel="History")
    listed = desk.radio(f"revision-{section}-4")
    assert listed.value == 4
    assert [option.split(" · ")[0] for option in listed.options] == ["**Now**", "3", "2", "1"]
    shown = " ".join(str(getattr(each, "value", "")) for each in desk.get("html"))
    assert "Spring" in shown
    assert "Mine" not in shown
