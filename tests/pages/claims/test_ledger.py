"""Claims beside the text and in the ledger, as each role meets them."""

from collections.abc import Callable

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from actions.articles.sections import save_section
from actions.claims.marking import describe_claim, mark_claim
from actions.claims.sources import add_source, cite_source
from models.articles.content import SectionContent
from models.base.database import engine, reading, writing
from models.claims.claim import Claim, ClaimState, Grade, claims_of
from models.clinic.moments import clinic_today
from models.staff.member import Actor
from tests.articles import Written, write_article

Open = Callable[..., AppTest]
MAY = "The therapy may ease low mood in 3 in 10 people."
HOSTILE = "It *may* [x](javascript:alert(1)) help <b>all</b> :red[of] $us$."


@pytest.fixture
def mood() -> Written:
    return write_article("Low mood", ["What helps"], [f"Words. {MAY} More words."])


@pytest.fixture
def ready(mood: Written, ed: Actor) -> int:
    """A claim that waits for its review alone."""
    with writing() as session:
        made = mark_claim(session, mood.sections[1], MAY, by=ed)
        source = add_source(session, "A *trial*", url="10.1000/1", year=2019, by=ed)
        cite_source(session, made.id, source.id, version=made.version, by=ed)
        grade = Grade.LOW
        describe_claim(session, made.id, grade=grade, expires_on=None, version=made.version, by=ed)
        return made.id


def panel(open_desk: Open, by: Actor, article: Written, name: str = "Claims", **q: str) -> AppTest:
    section = str(article.sections[1])
    desk = open_desk("article", by, slug=article.slug, section=section, panel=name, **q)
    assert not desk.exception, desk.exception
    return desk


def button(desk: AppTest, label: str) -> Button:
    assert not desk.exception, desk.exception
    return next(each for each in desk.button if each.label == label)


def labels(desk: AppTest) -> list[str]:
    return [each.label for each in desk.button]


def words(desk: AppTest) -> str:
    return "\n".join(each.value for each in [*desk.markdown, *desk.caption])


def claims(article: Written) -> list[Claim]:
    with reading() as session:
        return list(session.scalars(claims_of(article.id)))


def states(article: Written) -> list[ClaimState]:
    return [each.state(clinic_today()) for each in claims(article)]


def test_an_editor_marks_a_sentence_from_the_list(
    open_desk: Open, ed: Actor, mood: Written
) -> None:
    desk = panel(open_desk, ed, mood)
    pick = next(e for e in desk.selectbox if e.label == "A sentence of the saved text")
    assert pick.options == ["What helps", "Words.", MAY, "More words."]
    pick.set_value(MAY)
    button(desk, "Mark as a claim").click().run()

    assert not desk.exception
    assert [each.sentence for each in claims(mood)] == [MAY]
    assert ":orange-badge[Without source]" in words(desk)


def test_a_pasted_sentence_that_is_not_there_is_refused(
    open_desk: Open, ed: Actor, mood: Written
) -> None:
    desk = panel(open_desk, ed, mood)
    next(e for e in desk.text_input if e.label == "Or paste it").set_value("Quite another.")
    button(desk, "Mark as a claim").click().run()

    assert "Save the section first" in desk.error[0].value
    assert claims(mood) == []


def test_a_finding_becomes_a_claim_with_one_click(
    open_desk: Open, ed: Actor, mood: Written
) -> None:
    desk = panel(open_desk, ed, mood, "Checks")
    desk.session_state["rule-number"] = True
    desk.run()
    button(desk, "Make it a claim").click().run()

    assert not desk.exception
    assert desk.query_params["panel"] == "Claims"
    assert [each.sentence for each in claims(mood)] == [MAY]


def test_an_editor_gives_it_a_source_and_a_grade(open_desk: Open, ed: Actor, mood: Written) -> None:
    with writing() as session:
        made = mark_claim(session, mood.sections[1], MAY, by=ed).id
    desk = panel(open_desk, ed, mood, claim=str(made))
    next(e for e in desk.text_input if e.label == "Title").set_value("A trial")
    next(e for e in desk.text_input if e.label == "DOI or address").set_value("javascript:x")
    button(desk, "Add this source").click().run()
    assert "give a DOI" in desk.error[0].value
    next(e for e in desk.text_input if e.label == "DOI or address").set_value("10.1000/2")
    button(desk, "Add this source").click().run()
    next(e for e in desk.selectbox if e.label == "Evidence (GRADE)").set_value(Grade.HIGH)
    button(desk, "Save evidence").click().run()

    assert not desk.exception
    (found,) = claims(mood)
    assert (found.sources[0].url, found.grade) == ("https://doi.org/10.1000/2", Grade.HIGH)
    assert "Reviewed: it holds" not in labels(desk)


def test_a_clinician_reviews_it_beside_the_text(
    open_desk: Open, cleo: Actor, mood: Written, ready: int
) -> None:
    desk = panel(open_desk, cleo, mood, claim=str(ready))
    assert "Add this source" not in labels(desk)
    button(desk, "Reviewed: it holds").click().run()

    assert not desk.exception
    assert states(mood) == [ClaimState.REVIEWED]
    assert "Reviewed by Cleo Example" in words(desk)


def test_a_clinician_reviews_it_in_the_ledger(
    open_desk: Open, cleo: Actor, mood: Written, ready: int
) -> None:
    desk = open_desk("claims", cleo, which="Unreviewed")
    button(desk, "Open the claim").click().run()
    button(desk, "Reviewed: it holds").click().run()

    assert not desk.exception
    assert states(mood) == [ClaimState.REVIEWED]


def test_a_review_of_a_sentence_that_changed_meanwhile_is_refused(
    open_desk: Open, ed: Actor, cleo: Actor, mood: Written, ready: int
) -> None:
    desk = panel(open_desk, cleo, mood, claim=str(ready))
    with writing() as session:
        content = SectionContent("What helps", MAY.replace("may", "will"))
        save_section(session, mood.sections[1], content, based_on=2, by=ed)
    button(desk, "Reviewed: it holds").click().run()

    assert states(mood) == [ClaimState.UNREVIEWED]
    assert "Reviewed by" not in words(desk)


def test_removing_a_source_everywhere_turns_the_claim_red(
    open_desk: Open, ed: Actor, mood: Written, ready: int
) -> None:
    desk = panel(open_desk, ed, mood, claim=str(ready))
    button(desk, "Remove everywhere").click().run()

    assert states(mood) == [ClaimState.SOURCE_REMOVED]
    assert "A \\*trial\\* (2019) was removed" in words(desk)
    button(desk, "Restore everywhere").click().run()
    assert states(mood) == [ClaimState.UNREVIEWED]


def test_the_ledger_leads_to_the_claim_in_its_article(
    open_desk: Open, ed: Actor, mood: Written, ready: int
) -> None:
    desk = open_desk("claims", ed)
    button(desk, "Low mood").click().run()

    assert not desk.exception
    assert desk.query_params["slug"] == mood.slug
    assert desk.query_params["panel"] == "Claims"


def test_an_empty_ledger_says_how_to_begin(open_desk: Open, ed: Actor) -> None:
    assert "mark a sentence" in words(open_desk("claims", ed))
    assert "No claim here." in words(open_desk("claims", ed, which="Expired"))


def test_hostile_words_stay_words(open_desk: Open, ed: Actor) -> None:
    article = write_article("X", ["Y"], [HOSTILE.replace("*", "\\*").replace("[", "\\[")])
    with writing() as session:
        made = mark_claim(session, article.sections[1], HOSTILE, by=ed).id
        source = add_source(session, HOSTILE, url="https://example.org/?q=)%22", by=ed)
        cite_source(session, made, source.id, version=1, by=ed)
    desk = panel(open_desk, ed, article, claim=str(made))
    ledger = open_desk("claims", ed, claim=str(made))

    for shown in (desk, ledger):
        assert not shown.exception
        texts = [each.value for each in shown.markdown if "alert" in each.value]
        assert texts
        assert not [text for text in texts if "](javascript" in text or "<b>" in text]


def test_a_long_ledger_asks_no_more_of_the_database(open_desk: Open, ed: Actor) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    def questions() -> int:
        asked.clear()
        event.listen(engine(), "before_cursor_execute", note)
        assert not open_desk("claims", ed).exception
        event.remove(engine(), "before_cursor_execute", note)
        return len(asked)

    said = [f"Number {word} helps." for word in "abcdefghijklmnopqrst"]
    article = write_article("Many", ["One"], [" ".join(said)])
    with writing() as session:
        mark_claim(session, article.sections[1], said[0], by=ed)
    few = questions()
    with writing() as session:
        for each in said:
            mark_claim(session, article.sections[1], each, by=ed)

    assert questions() == few
