"""The list of articles, and ways to start one."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from actions.articles.labels import change_author, tag_article
from actions.articles.lifecycle import trash_article
from actions.articles.publishing import publish_article
from actions.reviews.reviewing import submit_for_review
from models.articles.article import Article, ArticleState, sections_of
from models.articles.tag import tags_of
from models.base.database import engine, reading, writing
from models.enquiries.enquiry import Status
from models.staff.member import OPERATOR, Actor
from tests.articles import Written, write_article
from tests.enquiries import arrive
from tests.pages.enquiries.test_list import counting
from tests.pages.tables import cells, drawn_table, headings, names

Open = Callable[..., AppTest]
PASTED = """Moon and sea

The sea follows the moon.

Why it moves

The moon pulls at the water, and the water comes.

Share by:
"""


MOST_QUERIES = 14


def titles(desk: AppTest) -> list[str]:
    return names(desk)


def test_an_empty_list_teaches(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("articles", ed)
    assert not desk.exception
    assert desk.header[0].value == "Nothing written yet"
    assert "first" in [each.key for each in desk.button]


def test_articles_are_found_by_any_word_with_the_hit_marked(open_desk: Open, ed: Actor) -> None:
    for title in ("Tides and moons", "Moons of 100% ice", "Currents"):
        write_article(title, ["One [link](http://x.example)"])
    assert len(titles(open_desk("articles", ed))) == 3
    assert titles(open_desk("articles", ed, q="moon tid")) == ["Tides and moons"]
    assert titles(open_desk("articles", ed, q="100%")) == [r"Moons of 100% ice"]
    assert len(titles(open_desk("articles", ed, q="one lin"))) == 3
    found = open_desk("articles", ed, q="currents link")
    [passage] = cells(found, "Found")
    assert passage["text"][1::2] == ["link"]
    assert cells(found, "Title") == [["", "Currents", ""]]
    nothing = open_desk("articles", ed, q="_")
    assert titles(nothing) == []
    assert "No article has all these words in its text." in [
        each.value for each in nothing.markdown
    ]


def test_filters_stand_in_the_address(open_desk: Open, ed: Actor, tides: Written) -> None:
    write_article("Currents", ["One"])
    with writing() as session:
        tag_article(session, tides.id, "sea", by=ed)
        change_author(session, tides.id, ed.id, by=ed)
    assert titles(open_desk("articles", ed, tag="sea")) == ["Tides"]
    assert titles(open_desk("articles", ed, author="Ed Example")) == ["Tides"]
    assert titles(open_desk("articles", ed, tag="sea", author="Nobody")) == []
    desk = open_desk("articles", ed, sort="title", ticked="1", page="2")
    desk.selectbox("a-tag").set_value("sea").run()
    assert titles(desk) == ["Tides"]
    assert desk.query_params == {"sort": "title", "tag": "sea"}


def test_the_tab_in_the_address_narrows_the_list(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    write_article("Currents", ["One"])
    with writing() as session:
        publish_article(session, tides.id, by=OPERATOR)
    assert titles(open_desk("articles", ed, state="Published")) == ["Tides"]
    assert titles(open_desk("articles", ed, state="Drafts")) == ["Currents"]


def test_what_waits_for_a_reviewer_has_a_tab_and_a_badge(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    write_article("Currents", ["One"])
    with writing() as session:
        submit_for_review(session, tides.id, by=ed)
    desk = open_desk("articles", cleo, state="In review")
    assert titles(desk) == ["Tides"]
    assert {"text": "In review", "colour": "blue"} in cells(desk, "State")[0]


def test_the_list_comes_a_page_at_a_time(open_desk: Open, ed: Actor) -> None:
    for number in range(27):
        write_article(f"Number {number:02}", ["One"])
    assert titles(open_desk("articles", ed))[0] == "Number 26"
    assert titles(open_desk("articles", ed, page="2")) == ["Number 01", "Number 00"]
    assert titles(open_desk("articles", ed, page="none"))[0] == "Number 26"


def test_ticked_articles_go_to_the_trash_together_and_come_back(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    currents = write_article("Currents", ["One"])
    desk = open_desk("articles", ed)
    assert desk.button("a-bulk-trash").disabled
    desk.query_params["ticked"] = f"{tides.id}-{currents.id}"
    desk.run()
    assert drawn_table(desk)["ticked"] == [tides.id, currents.id]
    desk.button("a-bulk-trash").click().run()
    desk.button("a-confirm-trash").click().run()
    assert (titles(desk), "ticked" in desk.query_params) == ([], False)
    desk.button("a-undo").click().run()
    assert sorted(titles(desk)) == ["Currents", "Tides"]
    with reading() as session:
        assert session.get_one(Article, tides.id).state is ArticleState.DRAFT


def test_what_is_confirmed_twice_is_done_once(open_desk: Open, ed: Actor, tides: Written) -> None:
    desk = open_desk("articles", ed, ticked=str(tides.id))
    desk.button("a-bulk-duplicate").click().run()
    desk.button("a-confirm-duplicate").click()
    clicked = desk._tree.get_widget_states()
    desk._run(clicked)
    desk._run(clicked)

    assert len(titles(desk)) == 2


def test_after_a_restart_the_last_gesture_is_still_taken_back(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    desk = open_desk("articles", ed, ticked=str(tides.id))
    desk.button("a-bulk-trash").click().run()
    desk.button("a-confirm-trash").click().run()
    engine().dispose()

    assert "a-undo" not in [each.key for each in open_desk("articles", mo).button]
    desk = open_desk("articles", ed)
    assert "1 article in the trash." in desk.main.markdown[0].value
    desk.button("a-undo").click().run()
    assert titles(desk) == ["Tides"]
    assert desk.toast[0].value == "Undone: 1 article in the trash."


def test_what_is_refused_keeps_its_tick_and_says_why(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    currents = write_article("Currents", ["One"])
    with writing() as session:
        publish_article(session, tides.id, by=OPERATOR)
    desk = open_desk("articles", ed, ticked=f"{tides.id}-{currents.id}")
    assert "a-bulk-withdraw" not in [each.key for each in desk.button]
    desk.button("a-bulk-trash").click().run()
    desk.button("a-confirm-trash").click().run()
    assert titles(desk) == ["Tides"]
    assert desk.query_params["ticked"] == str(tides.id)
    assert "only those who publish" in desk.error[0].value


def test_a_tag_is_given_to_all_that_are_ticked(open_desk: Open, ed: Actor, tides: Written) -> None:
    currents = write_article("Currents", ["One"])
    with writing() as session:
        tag_article(session, currents.id, "sea [x](http://x)", by=ed)
    desk = open_desk("articles", ed, ticked=str(tides.id))
    desk.selectbox("a-bulk-tag-words").set_value("sea [x](http://x)")
    desk.button("a-bulk-tag").click().run()
    assert not desk.exception
    with reading() as session:
        assert session.scalars(tags_of(tides.id)).all() == ["sea [x](http://x)"]
    assert cells(desk, "Tags")[1] == [{"text": "sea [x](http://x)", "colour": "gray"}]
    desk.button("a-undo").click().run()
    with reading() as session:
        assert session.scalars(tags_of(tides.id)).all() == []


def test_what_is_in_the_trash_is_restored(open_desk: Open, ed: Actor, tides: Written) -> None:
    with writing() as session:
        trash_article(session, tides.id, by=ed)
    assert titles(open_desk("articles", ed)) == []
    desk = open_desk("articles", ed, state="Trash", ticked=str(tides.id))
    desk.button("a-bulk-restore").click().run()
    with reading() as session:
        assert session.get_one(Article, tides.id).state is ArticleState.DRAFT


def test_in_the_trash_each_row_can_be_restored_by_those_who_edit(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    assert "Restore" not in headings(open_desk("articles", ed))
    with writing() as session:
        trash_article(session, tides.id, by=ed)
    desk = open_desk("articles", ed, state="Trash")
    assert cells(desk, "Restore") == [{"text": "Restore", "to": "", "says": "Restore Tides"}]
    since = drawn_table(desk)["columns"][headings(desk).index("Changed")]
    assert since["title"] == "In the trash since"
    assert "Restore" not in headings(open_desk("articles", cleo, state="Trash"))


def test_the_headings_tell_the_order_in_the_address(open_desk: Open, ed: Actor) -> None:
    for title in ("Ebb", "Flow", "Currents"):
        write_article(title, ["One"])
    for sort, listed, sorted_by in (
        ("", ["Currents", "Flow", "Ebb"], {"name": "Changed", "isFalling": True}),
        ("oldest", ["Ebb", "Flow", "Currents"], {"name": "Changed", "isFalling": False}),
        ("title", ["Currents", "Ebb", "Flow"], {"name": "Title", "isFalling": False}),
        ("published", ["Currents", "Flow", "Ebb"], None),
    ):
        desk = open_desk("articles", ed, sort=sort)
        assert (titles(desk), drawn_table(desk)["sorted"]) == (listed, sorted_by)


def test_a_row_leads_to_its_article_and_a_hit_to_its_place(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    article = write_article("<b>Ebb</b>", ["Where the *kelp* grows & waits"])
    desk = open_desk("articles", ed, q="kelp")
    [row] = drawn_table(desk)["rows"]
    assert (row["name"], row["to"]) == ("<b>Ebb</b>", f"article?slug={article.slug}")
    [found] = cells(desk, "Found")
    assert found["to"].startswith(f"article?slug={article.slug}&section=")
    assert "".join(found["text"]) == "Where the kelp grows & waits"
    assert "Found" not in headings(open_desk("articles", ed))


def test_a_full_list_costs_few_queries(open_desk: Open, ed: Actor) -> None:
    for number in range(30):
        article = write_article(f"Number {number:02}", ["One"])
        with writing() as session:
            tag_article(session, article.id, "sea", by=ed)
    desk = open_desk("articles", ed, q="num", tag="sea", page="2")
    with counting() as asked:
        desk.run()
    assert len(titles(desk)) == 5
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)


def test_a_blank_article_is_created_and_opened(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("articles", ed, new="1")
    desk.text_input("new-title").set_value("Sleep & rest")
    next(each for each in desk.button if each.label == "Create article").click().run()
    assert not desk.exception
    assert desk.title[0].value == "Sleep & rest"
    assert desk.query_params["slug"] == "sleep-rest"


def test_pasted_text_is_reported_word_by_word_before_anything_is_created(
    open_desk: Open, ed: Actor
) -> None:
    desk = open_desk("articles", ed, new="1", begin="Paste text")
    desk.text_area("pasted").set_value(PASTED)
    next(each for each in desk.button if each.label == "Show what is kept").click().run()
    assert not desk.exception
    said = {each.label: int(each.value) for each in desk.metric}
    assert said["Words in it"] == said["Kept"] + said["Left out"] == len(PASTED.split())
    with reading() as session:
        assert session.scalars(select(Article)).all() == []
    desk.button("create-imported").click().run()
    assert not desk.exception
    with reading() as session:
        article = session.scalars(select(Article)).one()
        headings = [each.draft.heading for each in session.scalars(sections_of(article.id))]
    assert headings == ["Moon and sea", "Why it moves"]


@pytest.mark.parametrize(
    ("box", "warned"),
    [("<plaintext>a code <b>knee</b>", True), ("<p>a code <b>knee</b></p>", False)],
)
def test_a_report_that_does_not_close_says_so_where_the_article_would_be_created(
    open_desk: Open, ed: Actor, box: str, *, warned: bool
) -> None:
    """All behind such a tag is words to the last letter, which the second count takes for tags."""
    page = f"<html><body><h1>Knees</h1><p>They bend.</p>{box}<p>They turn.</p></body></html>"
    desk = open_desk("articles", ed, new="1", begin="Paste text")
    desk.text_area("pasted").set_value(page)
    next(each for each in desk.button if each.label == "Show what is kept").click().run()
    assert not desk.exception
    said = " ".join(each.value for each in desk.warning)
    assert ("found no place in the article" in said) is warned


def test_clinicians_look_and_start_nothing(open_desk: Open, cleo: Actor, tides: Written) -> None:
    desk = open_desk("articles", cleo, new="1")
    assert desk.title[0].value == "Articles"
    assert "New article" not in [each.label for each in desk.button]
    assert titles(desk) == ["Tides"]
    assert not drawn_table(desk)["canTick"]


def test_the_list_tells_what_each_article_brought(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    for status in (Status.NEW, Status.BOOKED, Status.SPAM):
        arrive("Anna", article_id=tides.id, status=status)
    desk = open_desk("articles", ed)
    assert cells(desk, "Brought") == ["2 enquiries, 1 booked"]
    assert drawn_table(desk)["columns"][headings(desk).index("Brought")]["title"] == "In 30 days"
    assert "Anna" not in str(drawn_table(desk))
