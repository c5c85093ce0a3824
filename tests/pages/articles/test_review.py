"""The review beside the text: what each role sees there, and what a click does."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Html

import settings
from actions.articles.planning import schedule_publishing
from actions.articles.publishing import publish_article
from actions.claims.marking import mark_claim
from actions.reviews.reviewing import send_back, submit_for_review
from models.articles.plan import pending_plans
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.clock import clinic_moment
from models.clinic.moments import clinic_today
from models.reviews.review import Review, ReviewState, SignOff, Verdict
from models.reviews.shown import Shown
from models.reviews.standing import standings_of, unapproved
from models.staff.member import OPERATOR, Actor, Role, StaffMember
from tests.articles import Written
from tests.reviews import approve_all, approve_section, edit, read_through, signed_off

Open = Callable[..., AppTest]
CURE = "It is a guaranteed cure for everybody."
NEXT_YEAR = now().year + 1


def last_sunday(month: int) -> date:
    """Of a month with 31 days, next year: the night in which London changes its clocks."""
    last = date(NEXT_YEAR, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def review(open_desk: Open, by: Actor, article: Written) -> AppTest:
    desk = open_desk("article", by, slug=article.slug, panel="Review")
    assert not desk.exception
    return desk


def labels(desk: AppTest) -> list[str]:
    return [each.label for each in desk.button]


def differences(desk: AppTest) -> list[str]:
    """What each text on the screen is marked with, as HTML."""
    bodies = [each.value for each in desk.get("html") if isinstance(each, Html)]
    return [body for body in bodies if "cd-difference" in body and "<div" in body]


def said(desk: AppTest) -> str:
    return "\n".join(each.value for each in desk.markdown)


def left(article: Written) -> list[str]:
    """Names of the parts that are not approved."""
    with reading() as session:
        return [part.name for part in unapproved(standings_of(session, article.id))]


def state(article: Written) -> ReviewState:
    with reading() as session:
        found = session.get(Review, article.id)
        return found.state if found else ReviewState.NONE


def approved(tides: Written, by: Actor) -> None:
    with writing() as session:
        approve_all(session, tides, by)


def test_an_editor_submits_and_decides_nothing(open_desk: Open, ed: Actor, tides: Written) -> None:
    desk = review(open_desk, ed, tides)
    assert "the article can be published as it stands" in said(desk)
    desk.button("submit").click().run()
    desk.button("submit-now").click().run()
    assert state(tides) is ReviewState.IN_REVIEW
    assert ":blue-badge[In review]" in said(desk)
    assert "asked for by Ed Example" in said(desk)
    assert not [
        label for label in labels(desk) if label.startswith(("Approve", "Send", "Sign off"))
    ]
    assert "Submit for review" not in labels(desk)


def test_a_clinician_approves_part_by_part_and_signs_off(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        submit_for_review(session, tides.id, by=ed)
        read_through(session, tides, cleo)
    desk = review(open_desk, cleo, tides)
    for section, number in zip(tides.sections, (1, 2, 2, 2), strict=True):
        desk.button(f"approve-{section}-{number}").click().run()
    assert state(tides) is ReviewState.APPROVED
    (sign,) = [each for each in desk.button if each.label.endswith("Sign off")]
    sign.click().run()
    assert "**Cleo Example** signed off" in said(desk)
    assert ":green-badge[Approved]" in said(desk)


def test_only_what_changed_since_the_sign_off_is_shown_word_by_word(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        signed_off(session, tides, cleo)
        edit(session, tides.sections[1], ed, "About spring tides.")
    desk = review(open_desk, cleo, tides)
    header, shown, *others = differences(desk)
    assert "<ins>spring tides.</ins>" in shown
    assert not re.search("<(ins|del|mark)", " ".join([header, *others]))
    assert "no longer counts" in said(desk)
    assert ":orange-badge[Approval needed]" in said(desk)


def test_everybody_sees_the_whole_text_whatever_is_approved(
    open_desk: Open, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    approved(tides, mo)
    for by in (ed, mo, cleo):
        assert len(differences(review(open_desk, by, tides))) == 4


def test_what_was_sent_back_comes_back_with_its_changes_marked(
    open_desk: Open, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        send_back(session, tides.sections[1], 2, "Which tides?", by=cleo)
        edit(session, tides.sections[1], ed, "About spring tides.")
    marked = [each for each in differences(review(open_desk, cleo, tides)) if "<ins>" in each]
    assert ["<ins>spring tides.</ins>" in each for each in marked] == [True]
    assert not [each for each in differences(review(open_desk, mo, tides)) if "<ins>" in each]


def test_a_look_without_an_answer_is_what_the_next_one_is_compared_with(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        read_through(session, tides, mo)
        edit(session, tides.sections[2], ed, "About neap tides.")
    assert "<ins>" in differences(review(open_desk, mo, tides))[2]


def test_nothing_is_approved_or_signed_before_its_end_was_on_the_screen(
    open_desk: Open, mo: Actor, cleo: Actor, tides: Written
) -> None:
    desk = review(open_desk, cleo, tides)
    offered = [each for each in desk.button if each.label.startswith("Approve")]
    assert len(offered) == 5
    assert all(each.disabled for each in offered)
    approved(tides, mo)
    (sign,) = [each for each in review(open_desk, cleo, tides).button if "Sign off" in each.label]
    assert sign.disabled


def test_a_screen_that_knows_of_a_reading_that_the_database_does_not_approves_nothing(
    open_desk: Open, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        read_through(session, tides, cleo)
    desk = review(open_desk, cleo, tides)
    with writing() as session:
        session.execute(delete(Shown))
    desk.button(f"approve-{tides.sections[1]}-2").click().run()
    assert "Read to the end first" in desk.error[0].value
    with writing() as session:
        read_through(session, tides, cleo)
    (everything,) = [e for e in review(open_desk, cleo, tides).button if e.label == "Approve all 4"]
    assert not everything.disabled
    assert len(left(tides)) == 4


def test_a_click_on_a_text_that_has_changed_approves_nothing(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        read_through(session, tides, cleo)
    desk = review(open_desk, cleo, tides)
    with writing() as session:
        edit(session, tides.sections[1], ed)
    desk.button(f"approve-{tides.sections[1]}-2").click().run()
    assert "Spring” changed while you were reading" in desk.error[0].value
    assert "Spring" in left(tides)
    with writing() as session:
        read_through(session, tides, cleo)
    desk = review(open_desk, cleo, tides)
    everything = next(each for each in desk.button if each.label == "Approve all 4")
    with writing() as session:
        edit(session, tides.sections[1], ed, "Changed again.")
    everything.click().run()
    assert len(left(tides)) == 4


def test_a_part_goes_back_with_a_reason_that_the_editor_reads(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    desk = review(open_desk, cleo, tides)
    section = tides.sections[1]
    desk.button(f"return-{section}-2").click().run()
    assert "say what should change" in desk.error[0].value
    desk.text_area(f"reason-{section}").set_value("Name the [study](http://x).")
    desk.button(f"return-{section}-2").click().run()
    assert state(tides) is ReviewState.SENT_BACK
    shown = review(open_desk, ed, tides)
    assert "Name the [study](http://x)." in [each.value for each in shown.text]
    assert "Sent back by Cleo Example (clinician)" in said(shown)
    shown.button(f"open-part-{section}").click().run()
    assert shown.text_input(f"section-{section}-heading").value == "Spring"
    again = review(open_desk, ed, tides)
    again.button("submit").click().run()
    again.button("submit-now").click().run()
    assert state(tides) is ReviewState.IN_REVIEW


def test_a_reason_is_still_there_after_the_text_changed_under_it(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    desk = review(open_desk, cleo, tides)
    section = tides.sections[1]
    desk.text_area(f"reason-{section}").set_value("A long reason.")
    with writing() as session:
        edit(session, section, ed)
    desk.button(f"return-{section}-2").click().run()
    assert state(tides) is ReviewState.NONE
    assert desk.text_area(f"reason-{section}").value == "A long reason."


def test_who_was_demoted_meanwhile_decides_nothing(
    open_desk: Open, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        read_through(session, tides, cleo)
    desk = review(open_desk, cleo, tides)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.EDITOR))
    desk.button(f"approve-{tides.sections[1]}-2").click().run()
    assert "Your role does not allow this" in desk.error[0].value
    with reading() as session:
        assert session.query(Verdict).count() == 0


def test_reviewed_no_change_is_offered_to_clinicians_on_a_later_day(
    open_desk: Open, mo: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        signed_off(session, tides, cleo)
        publish_article(session, tides.id, by=mo)
    assert "Reviewed, no change" not in labels(review(open_desk, cleo, tides))
    with writing() as session:
        session.execute(update(SignOff).values(reviewed_on=date(2025, 1, 31)))
        session.execute(update(Review).values(due_on=date(2026, 1, 31)))
    assert "Reviewed, no change" not in labels(review(open_desk, mo, tides))
    desk = review(open_desk, cleo, tides)
    assert "The next review was due on 31 January 2026" in said(desk)
    assert desk.button("confirm-1").disabled
    with writing() as session:
        read_through(session, tides, cleo)
    desk = review(open_desk, cleo, tides)
    desk.button("confirm-1").click().run()
    assert "The next review is due on" in said(desk)


def test_an_approved_part_can_be_sent_back(
    open_desk: Open, mo: Actor, cleo: Actor, tides: Written
) -> None:
    approved(tides, cleo)
    with writing() as session:
        send_back(session, tides.sections[1], 2, "Shorter.", by=mo)
    desk = review(open_desk, mo, tides)
    assert f"return-{tides.sections[2]}-2" in [each.key for each in desk.button]
    assert "Shorter." in [each.value for each in desk.text]
    with writing() as session:
        approve_section(session, tides.sections[1], 2, by=cleo)
    assert left(tides) == []


def test_hostile_names_are_shown_as_they_are(open_desk: Open, cleo: Actor, tides: Written) -> None:
    with writing() as session:
        session.execute(update(StaffMember).values(full_name="**C** ]leo<b>"))
    approved(tides, cleo)
    with writing() as session:
        edit(session, tides.sections[1], OPERATOR)
    desk = review(open_desk, cleo, tides)
    assert r"\*\*C\*\* \]leo\<b\>" in said(desk)


def test_a_manager_schedules_by_the_clinics_clock_and_calls_it_off(
    open_desk: Open, mo: Actor, tides: Written
) -> None:
    desk = review(open_desk, mo, tides)
    desk.date_input("plan-day-publish").set_value(date(NEXT_YEAR, 7, 1))
    desk.button("plan-it-publish").click().run()
    assert f"It will be published on 1 July {NEXT_YEAR} at 09:00" in said(desk)
    with reading() as session:
        (plan,) = session.scalars(pending_plans(tides.id))
    assert plan.due_at == clinic_moment(date(NEXT_YEAR, 7, 1), time(9)).moment
    assert f"**Publish** 1 July {NEXT_YEAR} 09:00" in said(desk)
    desk.button(f"call-off-{plan.id}").click().run()
    assert f"Called off: publish 1 July {NEXT_YEAR}" in said(desk)


def test_an_hour_that_does_not_come_and_a_day_gone_by_are_refused_in_words(
    open_desk: Open, mo: Actor, tides: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo("Europe/London"))
    desk = review(open_desk, mo, tides)
    desk.date_input("plan-day-publish").set_value(last_sunday(3))
    desk.time_input("plan-time-publish").set_value(time(1, 30))
    desk.button("plan-it-publish").click().run()
    assert "01:30 does not come" in desk.error[0].value
    desk.date_input("plan-day-publish").set_value(date(2020, 1, 1))
    desk.button("plan-it-publish").click().run()
    assert "That moment has passed" in desk.error[0].value
    desk.date_input("plan-day-publish").set_value(last_sunday(10))
    desk.button("plan-it-publish").click().run()
    assert "comes twice that night; the first is meant" in said(desk)


def test_editors_see_the_schedule_and_plan_nothing(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        submit_for_review(session, tides.id, by=ed)
        schedule_publishing(session, tides.id, now() + timedelta(days=1), by=mo)
    desk = review(open_desk, ed, tides)
    assert "**Publish**" in said(desk)
    assert not [label for label in labels(desk) if label.startswith(("Schedule", "Call off"))]
    assert "hold it back" in str([each.value for each in desk.caption])


def test_an_editor_asks_somebody_by_a_day_with_words_and_takes_it_back(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    desk = review(open_desk, ed, tides)
    desk.button("submit").click().run()
    assert desk.selectbox("review-whom").options == ["Whoever has time", "Cleo Example"]
    desk.selectbox("review-whom").set_value(cleo.id)
    desk.date_input("review-day").set_value(clinic_today() + timedelta(days=40))
    desk.text_area("review-message").set_value("Look at the [doses](http://x).")
    desk.button("submit-now").click().run()
    assert "asked for by Ed Example of **Cleo Example**" in said(desk)
    theirs = review(open_desk, cleo, tides)
    assert "Wanted by" in said(theirs)
    assert "Look at the [doses](http://x)." in [each.value for each in theirs.text]
    assert "Take back the request" not in labels(theirs)
    with writing() as session:
        session.execute(update(Review).values(wanted_on=clinic_today() - timedelta(days=2)))
    assert "Overdue: it was wanted by" in said(review(open_desk, cleo, tides))
    desk.button("take-back-request").click().run()
    assert state(tides) is ReviewState.NONE


def test_whoever_was_demoted_meanwhile_is_not_asked_and_the_words_stay(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    desk = review(open_desk, ed, tides)
    desk.button("submit").click().run()
    desk.selectbox("review-whom").set_value(cleo.id)
    desk.text_area("review-message").set_value("A long message.")
    with writing() as session:
        member = session.get_one(StaffMember, cleo.id)
        member.role = Role.FRONT_DESK
    desk.button("submit-now").click().run()
    assert "cannot approve articles any more" in desk.error[0].value
    assert state(tides) is ReviewState.NONE
    desk.button("submit").click().run()
    assert desk.text_area("review-message").value == "A long message."


def test_what_is_to_mend_is_said_at_submit_and_at_approve_with_the_way_there(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    row = "| Dose | Day |\n| --- | --- |\n| 1 | 2 |\n|  |  |"
    with writing() as session:
        edit(session, tides.sections[1], ed, f"It is a guaranteed cure.\n\n{row}")
    desk = review(open_desk, ed, tides)
    desk.button("submit").click().run()
    assert len([label for label in labels(desk) if "empty row" in label]) == 1
    desk = review(open_desk, cleo, tides)
    (place,) = [each for each in desk.button if "empty row" in each.label]
    place.click().run()
    assert not differences(desk)


def test_what_is_to_mend_is_said_at_sign_off_and_at_publish_with_the_way_there(
    open_desk: Open, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    row = "| Dose | Day |\n| --- | --- |\n| 1 | 2 |\n|  |  |"
    with writing() as session:
        edit(session, tides.sections[2], ed, f"It is a guaranteed cure.\n\n{row}")
        mark_claim(session, tides.sections[2], "It is a guaranteed cure.", by=ed)
    approved(tides, mo)
    desk = review(open_desk, cleo, tides)
    assert any(label.endswith("Sign off") for label in labels(desk))
    told = {"empty row", "Guaranteed", "without a source"}
    assert {each for each in told if any(each in label for label in labels(desk))} == told
    desk = review(open_desk, mo, tides)
    desk.button("publish").click().run()
    assert {each for each in told if any(each in label for label in labels(desk))} == told
    next(each for each in desk.button if "empty row" in each.label).click().run()
    assert desk.query_params["section"] == str(tides.sections[2])
    assert not differences(desk)


def test_checks_and_claims_stand_beside_the_part_that_they_are_about(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        edit(session, tides.sections[2], ed, CURE)
        mark_claim(session, tides.sections[2], CURE, by=ed)
    desk = review(open_desk, cleo, tides)
    beside = [each.value for each in desk.markdown if "Not approved yet" in each.value]
    assert [("Without source" in each, ":red[" in each, CURE[:-1] in each) for each in beside] == [
        (False, False, False),
        (False, False, False),
        (True, True, True),
        (False, False, False),
    ]
