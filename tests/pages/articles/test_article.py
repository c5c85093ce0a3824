"""The editor's screen, as each role meets it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, update
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from actions.articles.drafts import keep_draft
from actions.articles.lifecycle import trash_article
from actions.articles.publishing import publish_article
from actions.articles.sections import delete_section, move_section, save_section
from actions.articles.settings import change_address
from actions.comments.talking import write_comment
from actions.staff.presence import be_here
from desk.articles.panel import PANELS
from models.articles.article import Article, ArticleState, Section, SectionKind, sections_of
from models.articles.content import SectionContent
from models.articles.history import draft_of, revision_number
from models.base.database import engine, reading, writing
from models.base.table import now
from models.staff.access import IDLE, StaffSession
from models.staff.member import OPERATOR, Actor, Role, StaffMember
from tests.articles import Written, add_to, newest, order_of, write_article
from tests.databases import nothing_can_be_written

Open = Callable[..., AppTest]
DAILY = ["Preview", "Checks", "Review", "Comments", "Claims"]


def at(open_desk: Open, by: Actor, article: Written, place: int, **query: str) -> AppTest:
    section = str(article.sections[place])
    desk = open_desk("article", by, slug=article.slug, section=section, **query)
    assert not desk.exception
    return desk


def type_heading(desk: AppTest, section: int, text: str) -> None:
    desk.text_input(f"section-{section}-heading").set_value(text)


def labels(desk: AppTest) -> list[str]:
    return [each.label for each in desk.button]


def shown_above(desk: AppTest) -> str:
    return " ".join(each.value for each in desk.markdown)


def draft_text(by: Actor, section: int) -> str | None:
    with reading() as session:
        draft = session.scalar(draft_of(by.id or 0, section))
        return str(draft.content["heading"]) if draft else None


def save_as(by: Actor, section: int, heading: str, based_on: int) -> None:
    content = SectionContent(heading=heading, body="About spring.")
    with writing() as session:
        save_section(session, section, content, based_on=based_on, by=by)


def headings_of(section: int, *numbers: int) -> list[str]:
    with reading() as session:
        return [session.scalars(revision_number(section, n)).one().heading for n in numbers]


def state_of(article: Written) -> ArticleState:
    with reading() as session:
        return session.get_one(Article, article.id).state


def test_an_editor_changes_a_heading_and_saves(open_desk: Open, ed: Actor, tides: Written) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Spring tides")
    desk.text_input(f"note-{section}-2").set_value("Clearer")
    desk.button("save").click().run()
    saved = newest(section)
    assert (saved.heading, saved.body, saved.note) == ("Spring tides", "About spring.", "Clearer")
    assert saved.saved_by_id == ed.id
    assert any("Saved." in each.value for each in desk.markdown)
    assert draft_text(ed, section) is None


def test_text_is_kept_as_a_draft_with_every_run_and_is_no_revision(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Spri")
    desk.run()
    assert draft_text(ed, section) == "Spri"
    assert newest(section).number == 2
    type_heading(desk, section, "Spring")
    desk.run()
    assert draft_text(ed, section) is None


def test_what_a_disk_does_not_take_stays_in_its_box_until_it_does(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Spring tides")
    with nothing_can_be_written():
        desk.run()
        [told] = [each.value for each in desk.error]
        assert "cannot be written to" in told
        assert desk.text_input(f"section-{section}-heading").value == "Spring tides"
        desk.button("save").click().run()
        assert "cannot be written to" in desk.error[0].value
        assert newest(section).number == 2
    desk.run()
    assert not desk.error
    assert draft_text(ed, section) == "Spring tides"
    desk.button("save").click().run()
    assert newest(section).heading == "Spring tides"


def test_save_pressed_while_a_newer_text_comes_back_saves_none_and_says_so(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Spring tides")
    desk.run()
    del desk.session_state["desk.writing"]  # as between a run and the one that begins anew
    desk.button("save").click().run()
    [told] = [each.value for each in desk.error]
    assert "Not saved" in told
    assert newest(section).number == 2
    desk.button("save").click().run()
    assert newest(section).heading == "Spring tides"


def test_what_was_discarded_can_be_brought_back_by_whoever_wrote_it(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Mine")
    desk.run()
    desk.button("discard").click().run()
    assert desk.text_input(f"section-{section}-heading").value == "Spring"
    assert draft_text(ed, section) is None
    desk = at(open_desk, ed, tides, 1)  # a reload: nothing but the database knows of it
    bring_back(desk).click().run()
    assert desk.text_input(f"section-{section}-heading").value == "Mine"
    assert draft_text(ed, section) == "Mine"
    assert not way_back(desk)
    desk.button("discard").click().run()
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.CLINICIAN))
    bring_back(desk).click().run()
    assert draft_text(ed, section) is None


def way_back(desk: AppTest) -> list[Button]:
    return [each for each in desk.button if each.label == "Bring back what I discarded"]


def bring_back(desk: AppTest) -> Button:
    return way_back(desk)[0]


def test_an_unsaved_text_is_offered_again_and_can_be_discarded(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Half a hea")
    desk.run()
    again = at(open_desk, ed, tides, 1)
    assert again.text_input(f"section-{section}-heading").value == "Half a hea"
    assert "your unsaved text from today" in again.info[0].value
    again.button("discard").click().run()
    assert again.text_input(f"section-{section}-heading").value == "Spring"
    assert draft_text(ed, section) is None


def test_what_one_wrote_in_a_second_browser_is_offered_and_not_lost(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    home, work = at(open_desk, ed, tides, 1), at(open_desk, ed, tides, 1)
    type_heading(home, section, "At home")
    home.run()
    type_heading(work, section, "At work")
    work.run()
    assert "another browser" in work.info[0].value
    work.button("save").click().run()
    assert newest(section).heading == "At work"
    assert draft_text(ed, section) == "At home"
    assert "You wrote another text here" in work.info[0].value
    work.button("other-text").click().run()
    assert not work.exception
    work.button(f"mine-{section}-3").click().run()
    assert newest(section).heading == "At home"
    assert draft_text(ed, section) is None


def test_leaving_a_section_keeps_its_text_and_says_so(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, tides.sections[1], "Half a heading")
    desk.button("go-after").click().run()
    assert desk.query_params["section"] == str(tides.sections[2])
    assert "“Half a heading” is kept, not saved yet." in shown_above(desk)
    assert draft_text(ed, tides.sections[1]) == "Half a heading"


def test_a_colleague_sees_the_saved_text_not_the_draft(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    with writing() as session:
        keep_draft(session, section, SectionContent(heading="Ed's"), based_on=2, by=ed)
    desk = at(open_desk, mo, tides, 1)
    assert desk.text_input(f"section-{section}-heading").value == "Spring"


def conflict(open_desk: Open, ed: Actor, mo: Actor, tides: Written) -> AppTest:
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, tides.sections[1], "Ed's")
    save_as(mo, tides.sections[1], "Mo's", 2)
    return desk.button("save").click().run()


def test_saving_over_a_colleague_shows_both_texts_and_writes_nothing(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    desk = conflict(open_desk, ed, mo, tides)
    assert newest(tides.sections[1]).heading == "Mo's"
    assert draft_text(ed, tides.sections[1]) == "Ed's"
    assert "Mo Example" in desk.warning[0].value
    assert {"Keep mine", "Take theirs", "Save this text"} <= set(labels(desk))


@pytest.mark.parametrize(("choice", "stands"), [("mine", ("Ed's", 4)), ("theirs", ("Mo's", 3))])
def test_either_text_can_go_on_and_both_stay_in_the_history(  # noqa: PLR0917  pytest hands fixtures over by place
    open_desk: Open, ed: Actor, mo: Actor, tides: Written, choice: str, stands: object
) -> None:
    section = tides.sections[1]
    desk = conflict(open_desk, ed, mo, tides)
    desk.button(f"{choice}-{section}-3").click().run()
    assert not desk.exception
    assert (newest(section).heading, newest(section).number) == stands
    assert headings_of(section, 3, 4) == ["Mo's", "Ed's"]
    assert desk.text_input(f"section-{section}-heading").value == newest(section).heading


def test_both_texts_can_be_put_together(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = conflict(open_desk, ed, mo, tides)
    desk.radio(f"choice-{section}-3-heading").set_value("theirs").run()
    desk.button(f"both-{section}-3").click().run()
    assert (newest(section).heading, newest(section).number) == ("Mo's", 3)
    assert headings_of(section, 3, 4) == ["Mo's", "Ed's"]


def test_a_text_put_together_can_be_edited_before_it_is_saved(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = conflict(open_desk, ed, mo, tides)
    desk.button(f"edit-{section}-3").click().run()
    assert not desk.exception
    assert newest(section).heading == "Mo's"
    type_heading(desk, section, "Ours")
    desk.button("save").click().run()
    assert newest(section).heading == "Ours"
    assert headings_of(section, 3, 4, 5) == ["Mo's", "Ed's", "Ours"]


def test_a_choice_made_on_an_older_text_does_nothing(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = conflict(open_desk, ed, mo, tides)
    save_as(mo, section, "Mo's second", 3)
    desk.button(f"mine-{section}-3").click().run()
    assert newest(section).heading == "Mo's second"
    assert f"mine-{section}-4" in [button.key for button in desk.button]


@pytest.mark.parametrize("fate", [{"role": Role.FRONT_DESK}, {"is_active": False}])
def test_who_is_signed_out_and_loses_more_while_typing_finds_the_way_back_in(
    open_desk: Open, ed: Actor, tides: Written, fate: dict[str, object]
) -> None:
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, tides.sections[1], "Half a headi")
    with writing() as session:
        session.execute(update(StaffSession).values(last_seen_at=now() - IDLE))
        session.execute(update(StaffMember).values(fate))
    desk.run()

    assert not desk.exception
    assert [field.label for field in desk.text_input] == ["Username", "Password"]


def test_a_deleted_section_keeps_what_was_typed_and_can_come_back(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, section, "Ed's")
    with writing() as session:
        delete_section(session, section, by=mo)
    desk.run()
    assert "has been deleted" in desk.warning[0].value
    assert desk.text_input(f"section-{section}-heading").value == "Ed's"
    assert draft_text(ed, section) == "Ed's"
    desk.button("bring-back").click().run()
    desk.button("save").click().run()
    assert newest(section).heading == "Ed's"


def test_a_section_deleted_before_a_restart_is_brought_back_with_one_click(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    with writing() as session:
        delete_section(session, tides.sections[2], by=ed)
    engine().dispose()
    desk = at(open_desk, ed, tides, 1)
    assert "Deleted “Neap”." in shown_above(desk)

    desk.button("undo").click().run()

    assert "Undone: deleted “Neap”." in shown_above(desk)
    assert desk.query_params["section"] == str(tides.sections[2])
    with reading() as session:
        assert order_of(session, tides) == list(tides.sections)


def test_what_a_colleague_went_on_with_is_not_taken_back(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    header, spring, _, slack = tides.sections
    with writing() as session:
        move_section(session, slack, after=header, by=ed)
    drawn, theirs = at(open_desk, ed, tides, 1), at(open_desk, mo, tides, 1)
    assert "Undo" in labels(drawn)
    assert "Undo" not in labels(theirs)
    with writing() as session:
        move_section(session, slack, after=spring, by=mo)

    drawn.button("undo").click().run()

    assert "Mo Example changed it since" in drawn.error[0].value
    assert "Undo" not in labels(drawn)


def test_an_article_trashed_meanwhile_says_so(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, tides.sections[1], "Ed's")
    with writing() as session:
        trash_article(session, tides.id, by=mo)
    desk.button("save").click().run()
    assert not desk.exception
    assert "in the trash" in desk.warning[0].value
    assert draft_text(ed, tides.sections[1]) == "Ed's"
    desk.button("restore-article").click().run()
    assert state_of(tides) is ArticleState.DRAFT


def test_a_manager_publishes_and_an_editor_cannot(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    assert "Publish" not in labels(at(open_desk, ed, tides, 1))
    desk = at(open_desk, mo, tides, 1)
    desk.button("publish-more").click().run()
    assert "for the first time: 3 sections" in desk.markdown[-1].value
    assert state_of(tides) is ArticleState.DRAFT
    desk.button("publish").click().run()
    assert not desk.exception
    assert state_of(tides) is ArticleState.PUBLISHED
    assert not any("Changed since" in each.value for each in desk.markdown)


def test_publishing_says_what_is_missing(open_desk: Open, mo: Actor, tides: Written) -> None:
    with writing() as session:
        add_to(session, tides, SectionKind.IMAGE, SectionContent(heading="The pier"))
    desk = at(open_desk, mo, tides, 1)
    desk.button("publish").click().run()
    assert any("One thing holds it back" in each.value for each in desk.markdown)
    assert "Changes" in labels(desk), "beside it, as before the press"
    assert any("The pier” has no picture yet" in each for each in labels(desk))
    assert desk.button("publish-now").disabled
    assert state_of(tides) is ArticleState.DRAFT


def test_publishing_with_unsaved_text_asks_first(
    open_desk: Open, mo: Actor, tides: Written
) -> None:
    desk = at(open_desk, mo, tides, 1)
    type_heading(desk, tides.sections[1], "Not saved")
    desk.run()
    desk.button("publish").click().run()
    assert state_of(tides) is ArticleState.DRAFT
    assert "Your text in one section is not saved." in desk.warning[0].value


def test_an_address_that_was_changed_meanwhile_still_leads_here(
    open_desk: Open, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        publish_article(session, tides.id, by=mo)
    desk = at(open_desk, mo, tides, 1, panel="Settings")
    desk.text_input(f"address-{tides.id}-tides").set_value("High water")
    next(each for each in desk.button if each.label == "Change address").click().run()
    assert not desk.exception
    assert desk.query_params["slug"] == "high-water"
    again = open_desk("article", mo, slug="tides")
    assert again.title[0].value == "Tides"
    assert again.query_params["slug"] == "high-water"


def test_a_drafts_address_changed_meanwhile_loses_no_text(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = at(open_desk, ed, tides, 1)
    desk.run()
    with writing() as session:
        change_address(session, tides.id, "high-water", by=mo)
    type_heading(desk, section, "Ed's")
    desk.run()
    assert desk.query_params["slug"] == "high-water"
    assert desk.text_input(f"section-{section}-heading").value == "Ed's"
    desk.query_params["slug"] = "nowhere"
    assert desk.run().title[0].value == "There is no such article"


def test_settings_typed_over_a_colleagues_are_neither_lost_nor_saved_unseen(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 0, panel="Settings")
    mos = at(open_desk, mo, tides, 0, panel="Settings")
    mos.text_input(f"about-{tides.id}-byline").set_value("Dr Mo")
    mos.button("save-settings").click().run()
    desk.text_input(f"about-{tides.id}-byline").set_value("Dr Ed")
    desk.button("save-settings").click().run()
    assert "Byline: Dr Mo" in [each.value for each in desk.text]
    assert desk.text_input(f"about-{tides.id}-byline").value == "Dr Ed"
    desk.button("save-settings").click().run()
    with reading() as session:
        assert session.get_one(Article, tides.id).byline == "Dr Ed"


def test_what_is_typed_in_a_panel_survives_a_look_at_another(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    address, byline = f"address-{tides.id}-tides", f"about-{tides.id}-byline"
    desk = at(open_desk, ed, tides, 0, panel="Settings")
    desk.text_input(address).set_value("high-water")
    desk.text_input(byline).set_value("Dr Ed").run()
    desk.query_params["panel"] = "History"
    desk.session_state["history"] = "Whole article"
    desk.run()
    name = f"version-name-{tides.id}"
    desk.text_input(name).set_value("Before the storm").run()
    desk.query_params["panel"] = "Settings"
    desk.run()
    assert desk.text_input(address).value == "high-water"
    assert desk.text_input(byline).value == "Dr Ed"
    desk.query_params["panel"] = "History"
    assert desk.run().text_input(name).value == "Before the storm"


def test_settings_nobody_typed_in_show_what_a_colleague_saved(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 0, panel="Settings")
    mos = at(open_desk, mo, tides, 0, panel="Settings")
    mos.text_input(f"about-{tides.id}-byline").set_value("Dr Mo")
    mos.button("save-settings").click().run()
    assert desk.run().text_input(f"about-{tides.id}-byline").value == "Dr Mo"


def test_an_earlier_text_is_restored_as_a_new_revision(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    save_as(ed, section, "Storm", 2)
    desk = at(open_desk, ed, tides, 1, panel="History")
    saved = desk.radio(f"revision-{section}-3")
    saved.set_value(saved.options[1]).run()
    desk.button("restore-2-3").click().run()
    assert not desk.exception
    assert (newest(section).heading, newest(section).number) == ("Spring", 4)


def test_one_panel_is_drawn_beside_the_text_and_named_in_the_address(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 1)
    assert not desk.radio
    desk.segmented_control("panel-strip-rare").set_value("History").run()
    assert desk.query_params["panel"] == "History"
    assert desk.radio
    desk.segmented_control("panel-strip").set_value("Checks").run()
    assert not desk.radio
    assert at(open_desk, ed, tides, 1, view="History").radio


def test_the_open_panel_stays_when_it_is_pressed_again_and_goes_with_close(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 1, panel="Checks")
    desk.segmented_control("panel-strip").set_value(None).run()
    assert desk.query_params["panel"] == "Checks"
    assert desk.segmented_control("panel-strip").value == "Checks"
    desk.button("panel-close").click().run()
    assert not desk.exception
    assert desk.query_params["panel"] == "none"
    assert desk.button("panel-close").disabled


def test_panels_stand_in_two_groups_with_how_much_waits_in_each(open_desk: Open, ed: Actor) -> None:
    risky = write_article("Risky", ["All"], ["It is not addictive. It is FDA-approved for pain."])
    section = risky.sections[1]
    with writing() as session:
        write_comment(session, section, "Is that so?", by=ed)
    desk = at(open_desk, ed, risky, 1)
    daily, rare = (desk.segmented_control(key) for key in ("panel-strip", "panel-strip-rare"))
    assert [each.partition(" ")[0] for each in daily.options] == DAILY
    assert rare.options == ["History", "Results", "Settings"]
    assert "Comments 1" in daily.options
    assert any(each.startswith("Checks ") for each in daily.options)


def test_keys_that_one_may_not_press_are_not_listed(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    for who, is_listed in ((ed, False), (mo, True)):
        desk = at(open_desk, who, tides, 1)
        desk.button("keys").click().run()
        assert ("Ctrl+Shift+Enter" in shown_above(desk)) == is_listed


@pytest.mark.parametrize(("holds_one", "width"), [(True, "Phone"), (False, "Desktop")])
def test_the_preview_opens_at_the_width_of_the_device(
    open_desk: Open, cleo: Actor, tides: Written, monkeypatch: pytest.MonkeyPatch,
    *, holds_one: bool, width: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("desk.articles.preview.is_phone", lambda: holds_one)
    desk = at(open_desk, cleo, tides, 1, panel="none")
    assert desk.segmented_control("width").value == width


def test_a_wide_panel_folds_the_outline_and_keeps_what_was_typed(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = at(open_desk, ed, tides, 1)
    type_heading(desk, tides.sections[1], "Ed's")
    desk.button("panel-width").click().run()
    assert desk.expander[0].label == "Section 1 of 3"
    assert desk.text_input(f"section-{tides.sections[1]}-heading").value == "Ed's"
    desk.button("panel-width").click().run()
    assert not desk.expander


def test_clinicians_read_approve_comment_and_find_nothing_to_change(
    open_desk: Open, cleo: Actor, tides: Written
) -> None:
    desk = at(open_desk, cleo, tides, 1)
    assert desk.title[0].value == "Tides"
    assert not desk.text_input
    ruling = {"Approve", "Approve all 4", "Send it back"}
    assert set(labels(desk)) == ruling | {"Sign out", ":material/close:"}
    for panel in PANELS:
        desk = at(open_desk, cleo, tides, 1, panel=panel)
        assert not desk.text_input
        assert set(labels(desk)) <= ruling | {"Sign out", "Wide", ":material/close:", "Comment"}


def test_the_front_desk_gets_in_by_no_address(open_desk: Open, fay: Actor, tides: Written) -> None:
    desk = open_desk("article", fay, slug="tides")
    assert "Tides" not in [title.value for title in desk.title]


def test_an_unknown_article_says_where_to_look(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("article", ed, slug="nowhere")
    assert desk.title[0].value == "There is no such article"


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SELECT pg_advisory")):
            asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine(), "before_cursor_execute", note)


def test_a_long_article_with_a_long_past_asks_no_more_of_the_database(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    long = write_article("Long", [f"Part {number}" for number in range(1, 31)])
    for number in range(2, 30):
        save_as(ed, long.sections[1], f"Part 1, {number}", number)
    with counted() as few:
        at(open_desk, ed, tides, 1)
    with counted() as many:
        at(open_desk, ed, long, 1)
    assert len(many) == len(few) <= 25


def test_every_kind_of_section_opens(open_desk: Open, ed: Actor, tides: Written) -> None:
    kinds = [kind for kind in SectionKind if kind is not SectionKind.HEADER]
    with writing() as session:
        for kind in kinds:
            add_to(session, tides, kind, SectionContent(heading=f"A {kind}"))
    with reading() as session:
        order = order_of(session, tides)
        named = {each.id: each.draft.heading for each in session.scalars(sections_of(tides.id))}
    for section in order:
        desk = open_desk("article", ed, slug="tides", section=str(section))
        assert not desk.exception
        assert desk.text_input(f"section-{section}-heading").value == named[section]


def test_the_operators_article_is_nobodys_draft(tides: Written) -> None:
    with reading() as session:
        assert session.get_one(Section, tides.sections[1]).latest == 2
        assert session.scalar(draft_of(OPERATOR.id or 0, tides.sections[1])) is None


def test_a_colleague_is_told_with_the_section_they_write_in(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        be_here(session, f"article:{tides.id}", "a", tides.sections[1], by=mo)
    desk = open_desk("article", ed, slug=tides.slug)

    assert any("Mo Example is writing in “Spring”" in each.value for each in desk.markdown)


def test_the_keys_name_publishing_for_whoever_may(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    for by, is_named in ((ed, False), (mo, True)):
        desk = at(open_desk, by, tides, 1)
        desk.button("keys").click().run()
        assert "| Save the section |" in shown_above(desk)
        assert ("| Publish |" in shown_above(desk)) is is_named


def test_who_reads_on_a_phone_sees_the_page_as_a_phone_shows_it(
    open_desk: Open, cleo: Actor, tides: Written, in_the_hand: Callable[[], None]
) -> None:
    def width() -> object:
        return at(open_desk, cleo, tides, 1, panel="Preview").segmented_control("width").value

    assert width() == "Desktop"
    in_the_hand()
    assert width() == "Phone"
