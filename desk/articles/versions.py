"""An article as a whole: named versions, published ones, and what was live on a day."""

from collections.abc import Sequence
from datetime import datetime, time

import streamlit as st

import settings
from actions.articles.history import restore_version
from actions.articles.named_versions import (
    forget_named_version,
    name_version,
    restore_named_version,
)
from actions.articles.opening import version_at
from desk.articles.writing.drafts import begin_again
from desk.frame.acting import attempt
from desk.frame.messages import escaped, say, say_trouble
from desk.widgets.clock import local, spoken
from desk.widgets.dates.day import day_input
from models.articles.article import Article, Version
from models.articles.named_version import NamedVersion
from models.base.database import reading
from models.base.table import now
from models.staff.member import Actor

RESTORING = (
    "What was written since stays in the history, and sections added since are hidden. "
    "Readers see it after publishing."
)


def named_versions(article: Article, named: Sequence[NamedVersion], *, may_restore: bool) -> None:
    st.header("Named versions", anchor=False)
    if may_restore:
        _naming(article.id)
    if not named:
        st.caption("Give the saved text a name before a rewrite, to find it again and go back.")
    for version in named:
        _named(article, version, may_restore=may_restore)


def _naming(article_id: int) -> None:
    box = f"version-name-{article_id}"
    words = "Name for the text as it is saved now"
    st.text_input(words, max_chars=100, key=box, persist_state="session")
    icon = ":material/bookmark_add:"
    st.button("Give it this name", icon=icon, key="name-it", on_click=_name, args=(article_id, box))


def _name(article_id: int, box: str) -> None:
    name = st.session_state[box]
    if attempt(
        lambda session, by: name_version(session, article_id, name, by=by),
        "Named. You find it under History.",
    ):
        st.session_state[box] = ""


def _named(article: Article, version: NamedVersion, *, may_restore: bool) -> None:
    who = version.saved_by.full_name if version.saved_by else "the operator"
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"**{escaped(version.name)}** :gray[{escaped(who)}, {spoken(version.saved_at)}]"
        )
        with st.container(horizontal=True):
            _look(f"/desk/preview/{article.id}?named={version.id}", f"look-named-{version.id}")
            if may_restore and st.button("Restore", key=f"named-{version.id}", type="tertiary"):
                _confirm_named(article.id, version.id, version.name)
            if may_restore and st.button("Forget", key=f"forget-{version.id}", type="tertiary"):
                _confirm_forgetting(article.id, version.id, version.name)


def _look(address: str, key: str) -> None:
    icon = ":material/open_in_new:"
    st.link_button("Look at it", address, type="tertiary", icon=icon, key=key)


@st.dialog("Restore this version?")
def _confirm_named(article_id: int, version_id: int, name: str) -> None:
    st.write(f"The saved text becomes what it was as “{escaped(name)}”. {RESTORING}")
    if st.button("Restore the whole article", type="primary", key="restore-named"):
        attempt(
            lambda session, by: restore_named_version(session, article_id, version_id, by=by),
            tell=say_trouble,
        )
        begin_again()
        say(f"“{escaped(name)}” is back, and not published yet.")


@st.dialog("Forget this name?")
def _confirm_forgetting(article_id: int, version_id: int, name: str) -> None:
    st.write(f"“{escaped(name)}” leaves this list. Every save stays in the history.")
    if st.button("Forget the name", type="primary", key="forget-named"):
        attempt(
            lambda session, by: forget_named_version(session, article_id, version_id, by=by),
            "Forgotten. No text was lost.",
        )
        st.rerun()


def published_versions(article: Article, versions: Sequence[Version], *, may_restore: bool) -> None:
    st.header("Published versions", anchor=False)
    if not versions:
        st.caption("This article has not been public yet. Each publishing is kept here whole.")
    for version in versions:
        _version(article, version, may_restore=may_restore)


def _version(article: Article, version: Version, *, may_restore: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(_when_public(article, version), width="stretch")
        _look(f"/desk/preview/{article.id}?version={version.number}", f"look-{version.number}")
        if may_restore and st.button("Restore", key=f"version-{version.number}"):
            _confirm(article.id, version.number)


def _when_public(article: Article, version: Version) -> str:
    name = version.published_by.full_name if version.published_by else "the operator"
    told = f"**Version {version.number}** · {spoken(version.published_at)} by {escaped(name)}"
    if version.number == article.live_number:
        return f"{told} · public now"
    until = f" · until {spoken(version.withdrawn_at)}" if version.withdrawn_at else ""
    return told + until


@st.dialog("Restore this version?")
def _confirm(article_id: int, number: int) -> None:
    st.write(f"The saved text becomes what was public then. {RESTORING}")
    if st.button("Restore the whole article", type="primary", key="restore-version"):
        attempt(
            lambda session, by: restore_version(session, article_id, number, by=by),
            tell=say_trouble,
        )
        begin_again()
        say(f"Version {number} is back, and not published yet.")


def live_on_a_day(article: Article, by: Actor) -> None:
    """The page as readers saw it at a moment in clinic time, with who stands behind it."""
    if article.first_published_at is None:
        return
    st.header("What was live on", anchor=False)
    today = local(now())
    with st.container(horizontal=True):
        day = day_input("Day", today.date(), max_value=today.date(), key="live-day") or today.date()
        clock = st.time_input("Time", time(12), key="live-time", step=60)
    moment = datetime.combine(day, clock, settings.TIMEZONE)
    with reading() as session:
        version = version_at(session, article.id, moment, by=by)
    if version is None:
        st.caption("Nothing was public at that moment.")
        return
    st.caption(f"Version {version.number}, published {escaped(spoken(version.published_at))}.")
    at = moment.strftime("%Y-%m-%dT%H:%M")
    st.link_button(
        "Show that page, to print",
        f"/desk/past/{article.id}?at={at}",
        icon=":material/history:",
        key="live-page",
    )
