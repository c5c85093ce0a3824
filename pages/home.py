"""Home: what awaits this person today."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.worklist.gathering import articles_awaiting, has_articles
from actions.articles.worklist.tasks import Task
from desk.articles.home import article_worklist
from desk.clinic.backup_line import backup_line
from desk.enquiries.who_waits import who_waits
from desk.frame.messages import escaped, show_message
from desk.frame.navigation import page_at
from desk.frame.sign_in import signed_in_staff
from desk.widgets.changed_line import changed_line
from desk.widgets.clock import greeting
from models.base.database import reading
from models.staff.member import Actor, Permission

TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "nurse", "sister"}


def page() -> None:
    by = signed_in_staff()
    st.title(f"{greeting()}, {escaped(called(by.name))}", anchor=False)
    show_message()
    with reading() as session:
        if by.may(Permission.READ_ENQUIRIES):
            who_waits(session, by)
        if by.may(Permission.READ_ARTICLES):
            articles(session, by)
    backup_line(by)


def called(name: str) -> str:
    """A first name; who is known by a title keeps all of it."""
    first = name.split(maxsplit=1)[0]
    return name if first.rstrip(".").casefold() in TITLES else first


def articles(session: Session, by: Actor) -> None:
    st.header("Articles", anchor=False)
    if not has_articles(session, by=by):
        no_article(by)
        return
    tasks = articles_awaiting(session, by=by)
    changed_line("home", named(tasks), what_awaits, "This list has changed.")
    article_worklist(tasks)
    st.page_link(page_at("articles"), label="All articles", icon=":material/arrow_forward:")


def what_awaits() -> object:
    by = signed_in_staff()
    with reading() as session:
        return named(articles_awaiting(session, by=by))


def named(tasks: Sequence[Task]) -> list[tuple[object, ...]]:
    return [(each.kind, each.article_id, each.section_id, each.why, each.day) for each in tasks]


def no_article(by: Actor) -> None:
    st.markdown("No article yet. Readers see each one when it is published.")
    if by.may(Permission.EDIT_ARTICLES):
        label, begin = "Write or paste the first one", {"new": "1"}
        st.page_link(page_at("articles"), label=label, icon=":material/add:", query_params=begin)


page()
