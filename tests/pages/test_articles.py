"""The list of articles, and ways to start one."""

from collections.abc import Callable

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from actions.articles import trash_article
from actions.publishing import publish_article
from models.article import Article, ArticleState, sections_of
from models.database import reading, writing
from models.staff import OPERATOR, Actor
from tests.articles import Written, write_article

Open = Callable[..., AppTest]
PASTED = """Moon and sea

The sea follows the moon.

Why it moves

The moon pulls at the water, and the water comes.

Share by:
"""


def titles(desk: AppTest) -> list[str]:
    return [each.label for each in desk.button if (each.key or "").startswith("open-")]


def test_an_empty_list_teaches(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("articles", ed)
    assert not desk.exception
    assert desk.header[0].value == "Nothing written yet"
    assert "first" in [each.key for each in desk.button]


def test_articles_are_found_by_words_of_their_title(open_desk: Open, ed: Actor) -> None:
    for title in ("Tides and moons", "Moons of 100% ice", "Currents"):
        write_article(title, ["One"])
    assert len(titles(open_desk("articles", ed))) == 3
    assert titles(open_desk("articles", ed, q="moon tid")) == ["Tides and moons"]
    assert titles(open_desk("articles", ed, q="0%")) == [r"Moons of 100% ice"]
    nothing = open_desk("articles", ed, q="_")
    assert titles(nothing) == []
    assert "No title has these words." in [each.value for each in nothing.markdown]


def test_the_tab_in_the_address_narrows_the_list(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    write_article("Currents", ["One"])
    with writing() as session:
        publish_article(session, tides.id, by=OPERATOR)
    assert titles(open_desk("articles", ed, state="Published")) == ["Tides"]
    assert titles(open_desk("articles", ed, state="Drafts")) == ["Currents"]


def test_the_list_comes_a_page_at_a_time(open_desk: Open, ed: Actor) -> None:
    for number in range(22):
        write_article(f"Number {number:02}", ["One"])
    assert titles(open_desk("articles", ed))[0] == "Number 21"
    assert titles(open_desk("articles", ed, page="2")) == ["Number 01", "Number 00"]
    assert titles(open_desk("articles", ed, page="none"))[0] == "Number 21"


def test_what_is_in_the_trash_is_restored(open_desk: Open, ed: Actor, tides: Written) -> None:
    with writing() as session:
        trash_article(session, tides.id, by=ed)
    assert titles(open_desk("articles", ed)) == []
    desk = open_desk("articles", ed, state="Trash")
    desk.button(f"restore-{tides.id}").click().run()
    with reading() as session:
        assert session.get_one(Article, tides.id).state is ArticleState.DRAFT


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
    next(each for each in desk.button if each.label == "Read it").click().run()
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


def test_clinicians_look_and_start_nothing(open_desk: Open, cleo: Actor, tides: Written) -> None:
    desk = open_desk("articles", cleo, new="1")
    assert desk.title[0].value == "Articles"
    assert "New article" not in [each.label for each in desk.button]
    assert titles(desk) == ["Tides"]
