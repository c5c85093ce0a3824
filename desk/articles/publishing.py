"""Before readers get it: what changes for them, what holds it back, and now or at a time."""

from collections.abc import Sequence

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.problems import Problems, problems_of
from actions.articles.publishing import (
    NotReady,
    page_for_readers,
    publish_article,
    withdraw_article,
)
from desk.articles.plans import ask_for_plan
from desk.articles.problems import in_few, show_problems
from desk.frame.acting import attempt
from desk.frame.messages import escaped, is_waiting, keep_trouble
from models.articles.article import ArticleState
from models.articles.page import PageContent
from models.articles.plan import PlanKind
from models.articles.published import PageChanges, page_changes
from models.base.database import reading
from models.staff.member import Actor

MOST = 8
IN_DIALOG = "-in-dialog"


def publish_or_ask(found: OpenArticle, by: Actor) -> None:
    """At once, when there is something new for readers and nothing to decide first."""
    before, problems = _looked_up(found, by)
    is_new = before is None or not page_changes(before, found.saved).is_nothing
    if not is_new or found.drafts or problems.blocking or problems.unapproved:
        publishing(found, by)
    else:
        publish(found.article.id, len(problems.worth_a_look))
        st.rerun()


@st.dialog("Publish", width="medium")
def publishing(found: OpenArticle, by: Actor) -> None:
    if is_waiting():
        st.rerun()
    before, problems = _looked_up(found, by)
    if found.drafts:
        st.warning(_unsaved(len(found.drafts)))
    st.markdown(_summary(before, found.saved))
    held = [*problems.blocking, *in_few(problems.unapproved)]
    if held:
        st.markdown(f"**:red[{_counted(len(held))} it back]**")
        show_problems(held, found, "held")
    if problems.worth_a_look:
        st.markdown("**Worth a look**")
        show_problems(problems.worth_a_look, found, "look")
    _ways(found, problems)


def _looked_up(found: OpenArticle, by: Actor) -> tuple[PageContent | None, Problems]:
    """What readers have now, and what stands in the way of the saved text."""
    with reading() as session:
        problems = problems_of(session, found.article.id, found.saved, by=by)
        return page_for_readers(session, found.article, by=by), problems


def _ways(found: OpenArticle, problems: Problems) -> None:
    article = found.article
    is_held = bool(problems.blocking or problems.unapproved)
    with st.container(horizontal=True):
        st.button(
            "Publish now",
            type="primary",
            icon=":material/publish:",
            key="publish-now",
            disabled=is_held,
            on_click=publish,
            args=(article.id, len(problems.worth_a_look)),
        )
        ask_for_plan(article.id, PlanKind.PUBLISH, place=IN_DIALOG)
        if article.state is ArticleState.PUBLISHED:
            ask_for_plan(article.id, PlanKind.WITHDRAW, place=IN_DIALOG)
            _withdrawing(article.id)


def publish(article_id: int, worth_a_look: int = 0) -> None:
    attempt(
        lambda session, by: publish_article(session, article_id, by=by),
        f"Published. Readers see it now.{_later(worth_a_look)}",
        unless={NotReady: _not_yet},
    )


def _not_yet(refused: NotReady) -> None:
    told = "\n".join(f"- {escaped(reason)}" for reason in refused.reasons)
    keep_trouble(f"Not published yet:\n{told}")


def _later(worth_a_look: int) -> str:
    if not worth_a_look:
        return ""
    count = "One thing is" if worth_a_look == 1 else f"{worth_a_look} things are"
    return f" {count} worth a look, under *Changes*."


def withdraw(article_id: int) -> None:
    attempt(
        lambda session, by: withdraw_article(session, article_id, by=by),
        "Withdrawn. Readers no longer find it.",
    )


def _withdrawing(article_id: int) -> None:
    with st.popover("Withdraw", icon=":material/public_off:", key="withdraw-ask"):
        st.write("Its address answers “not found” until you publish it again. The text stays here.")
        st.button("Withdraw now", key="withdraw", on_click=withdraw, args=(article_id,))


def _unsaved(count: int) -> str:
    named = "one section" if count == 1 else f"{count} sections"
    return f"Your text in {named} is not saved. Readers get the text saved before it."


def _counted(count: int) -> str:
    return "One thing holds" if count == 1 else f"{count} things hold"


def _summary(before: PageContent | None, after: PageContent) -> str:
    if before is None:
        return f"Readers will find this article for the first time: {_sections(after)}."
    changes = page_changes(before, after)
    if changes.is_nothing:
        return "Readers see this very text already."
    return "For readers this changes:\n" + "\n".join(f"- {line}" for line in _lines(changes))


def _sections(content: PageContent) -> str:
    count = len(content["sections"])
    return "one section" if count == 1 else f"{count} sections"


def _lines(changes: PageChanges) -> list[str]:
    named = {"New": changes.new, "Changed": changes.changed, "Taken out": changes.gone}
    lines = ["Title or introduction"] * changes.is_title_changed
    lines += [f"{what}: {_names(names)}" for what, names in named.items() if names]
    lines += ["The order of the sections"] * changes.is_reordered
    return lines + ["What search engines and the byline say"] * changes.is_about_changed


def _names(names: Sequence[str]) -> str:
    told = [f"“{escaped(each)}”" if each else "one without a heading" for each in names[:MOST]]
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return ", ".join([*told, *more])
