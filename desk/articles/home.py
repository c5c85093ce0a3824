"""The worklist: a row a thing, whose title leads to its place, with who and why below it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from actions.articles.worklist.tasks import Task, TaskKind
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import spoken, spoken_day
from models.clinic.moments import clinic_today

INDENT = 30
"""Pixels that Streamlit leaves before the words of a link with an icon."""
MOST, LONGEST = 20, 200
PANELS = {
    TaskKind.NOT_PUBLISHED: "Review",
    TaskKind.PUBLISHED_LATE: "Review",
    TaskKind.MENDED: "Review",
    TaskKind.REVIEW: "Review",
    TaskKind.READY: "Review",
    TaskKind.DUE: "Review",
    TaskKind.WAITING: "Review",
    TaskKind.AHEAD: "Review",
    TaskKind.LOOK: "Comments",
}
ICONS = {
    TaskKind.NOT_PUBLISHED: "error",
    TaskKind.PUBLISHED_LATE: "schedule",
    TaskKind.SENT_BACK: "undo",
    TaskKind.MENDED: "rate_review",
    TaskKind.REVIEW: "rate_review",
    TaskKind.LOOK: "alternate_email",
    TaskKind.READY: "publish",
    TaskKind.DUE: "event_busy",
    TaskKind.UNSAVED: "edit",
    TaskKind.WAITING: "hourglass_empty",
    TaskKind.CHANGED: "difference",
    TaskKind.DRAFT: "draft",
    TaskKind.AHEAD: "schedule_send",
}
DONE = {"publish": ("not published", "published"), "withdraw": ("not withdrawn", "withdrawn")}


def article_worklist(tasks: Sequence[Task]) -> None:
    if not tasks:
        st.markdown("Nothing waits for you here.")
    for each in tasks[:MOST]:
        _row(each)
    if len(tasks) > MOST:
        st.caption(f"And {len(tasks) - MOST} more, under *All articles*.")


def _row(each: Task) -> None:
    query = {"slug": each.slug}
    if each.section_id:
        query["section"] = str(each.section_id)
    if each.kind in PANELS:
        query["panel"] = PANELS[each.kind]
    with st.container(gap=None):
        st.page_link(
            page_at("article"),
            label=f"**{escaped(each.title) or 'Untitled'}**",
            icon=f":material/{ICONS[each.kind]}:",
            query_params=query,
        )
        with st.container(horizontal=True, wrap=False, gap=None):
            st.space(INDENT)
            st.markdown(f":small[{WORDS[each.kind](each)}]", width="stretch")


def _sent_back(each: Task) -> str:
    by = f" by {escaped(each.who)}" if each.who else ""
    return f":orange[Sent back{by}]: {_quoted(each.why)}{_of_part(each)}{_since(each)}"


def _asked(each: Task) -> str:
    whom = "**Review asked of you**" if each.is_mine else "Review asked for"
    by = f" by {escaped(each.who)}" if each.who else ""
    why = f": {_quoted(each.why)}" if each.why else ""
    return f"{whom}{by}{why}{_until(each)}{_since(each)}"


def _until(each: Task) -> str:
    if each.day is None:
        return ""
    day = spoken_day(each.day)
    if each.day < clinic_today():
        return f" · :red[:material/alarm: overdue, wanted by {day}]"
    return f" · wanted by {day}"


def _look(each: Task) -> str:
    return f"{escaped(each.who) or 'A colleague'} asks you to look at a comment{_since(each)}"


def _due(each: Task) -> str:
    days = (clinic_today() - each.day).days if each.day else 0
    over = f"{days} days over" if days > 1 else "one day over" if days else "today"
    return f":orange[Due for medical review: {over}]"


def _wrong(each: Task) -> str:
    due = escaped(spoken(each.at)) if each.at else ""
    refused, late = DONE[each.part]
    if each.kind is TaskKind.PUBLISHED_LATE:
        return f":orange[{late} late, due {due}]"
    return f":red[{refused}, due {due}] {escaped(each.why)}".strip()


def _ahead(each: Task) -> str:
    when = escaped(spoken(each.at)) if each.at else ""
    return f":gray[Scheduled: {each.why} {when}]"


def _plainly(words: str) -> Callable[[Task], str]:
    return lambda each: f"{words}{_since(each)}"


WORDS: Mapping[TaskKind, Callable[[Task], str]] = {
    TaskKind.NOT_PUBLISHED: _wrong,
    TaskKind.PUBLISHED_LATE: _wrong,
    TaskKind.SENT_BACK: _sent_back,
    TaskKind.MENDED: _plainly("Changed since it was sent back: ask for review again"),
    TaskKind.REVIEW: _asked,
    TaskKind.LOOK: _look,
    TaskKind.READY: _plainly(":green[Approved and ready to publish]"),
    TaskKind.DUE: _due,
    TaskKind.UNSAVED: _plainly("You have text here that is not saved"),
    TaskKind.WAITING: _plainly("In review; readers do not have this text yet"),
    TaskKind.CHANGED: _plainly("Changed since; readers have the text before"),
    TaskKind.DRAFT: _plainly("Draft, not public yet"),
    TaskKind.AHEAD: _ahead,
}


def _quoted(words: str) -> str:
    cut = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return f"“{escaped(cut)}”"


def _of_part(each: Task) -> str:
    return f" · {escaped(each.part)}" if each.part else ""


def _since(each: Task) -> str:
    return f" :gray[· {escaped(spoken(each.at))}]" if each.at else ""
