"""What a section, or the whole article, said before, and going back."""

from collections.abc import Sequence

import streamlit as st

from actions.articles.history import restore_section
from actions.articles.opening import OpenArticle, list_revisions, look_up_history
from desk.articles.open_article import is_wide
from desk.articles.saves import article_saves, saved_by
from desk.articles.versions import live_on_a_day, named_versions, published_versions
from desk.articles.writing.drafts import begin_again
from desk.articles.writing.sections import title_of
from desk.frame.acting import attempt
from desk.frame.messages import escaped, say, say_trouble
from desk.widgets.difference import show_difference, show_unmarked
from models.articles.article import Revision, Section
from models.articles.content import SectionContent
from models.base.database import reading
from models.staff.member import Actor, Permission

SECTION, ARTICLE = "This section", "Whole article"
FEW = 6
LIST_HEIGHT = 260


def article_history(found: OpenArticle, section: Section | None, by: Actor) -> None:
    of = st.segmented_control(
        "History of",
        [SECTION, ARTICLE],
        default=SECTION,
        required=True,
        key="history",
        label_visibility="collapsed",
        bind="query-params",
    )
    may_restore = by.may(Permission.EDIT_ARTICLES)
    if of == ARTICLE:
        with reading() as session:
            kept = look_up_history(session, found.article.id, by=by)
        article_saves(kept.saves)
        named_versions(found.article, kept.named, may_restore=may_restore)
        published_versions(found.article, kept.published, may_restore=may_restore)
        live_on_a_day(found.article, by)
    elif section:
        with reading() as session:
            revisions = list_revisions(session, section.id, by=by)
        _of_section(found, section, revisions, may_restore=may_restore)


def _of_section(
    found: OpenArticle, section: Section, revisions: Sequence[Revision], *, may_restore: bool
) -> None:
    st.header(f"“{escaped(title_of(section))}”", anchor=False)
    number = _chosen(section, {each.number: each for each in revisions})
    if may_restore and number != section.latest and not section.deleted_at:
        _offer_restoring(section, number, has_draft=section.id in found.drafts)


def _chosen(section: Section, revisions: dict[int, Revision]) -> int:
    """List them, and show what the chosen one changed; its number."""
    listed, shown = st.columns([2, 3]) if is_wide() else (st.container(), st.container())
    with listed.container(height=LIST_HEIGHT if len(revisions) > FEW else "content", border=False):
        number = st.radio(
            "Saved",
            list(revisions),
            format_func=lambda number: _named(revisions[number], section.latest),
            key=f"revision-{section.id}-{section.latest}",
        )
    with shown:
        _compared(revisions, number, section.latest)
    return number


def _named(revision: Revision, latest: int) -> str:
    """With its number, because Streamlit tells choices apart by their words."""
    now = "**Now** · " if revision.number == latest else ""
    note = f"  \n{escaped(revision.note)}" if revision.note else ""
    return f"{now}{revision.number} · {saved_by(revision)}{note}"


def _compared(revisions: dict[int, Revision], number: int, latest: int) -> None:
    against = st.segmented_control(
        "Compare with",
        ["the one before", "now"] if number != latest else ["the one before"],
        default="the one before",
        required=True,
        key=f"against-{number}",
    )
    this = SectionContent.of(revisions[number])
    if against == "now":
        show_difference(this, SectionContent.of(revisions[latest]))
    elif number - 1 in revisions:
        show_difference(SectionContent.of(revisions[number - 1]), this)
    else:
        show_unmarked(this)
        st.caption("Nothing older is listed.")


def _offer_restoring(section: Section, number: int, *, has_draft: bool) -> None:
    if has_draft:
        st.caption("You have unsaved text in this section: save or discard it first.")
    if st.button("Restore this text", key=f"restore-{number}-{section.latest}", disabled=has_draft):
        _restore(section, number)


def _restore(section: Section, number: int) -> None:
    meanwhile = "Somebody just changed this section. Look at its history again."
    if attempt(
        lambda s, by: restore_section(s, section.id, number, based_on=section.latest, by=by),
        tell=lambda _: say_trouble(meanwhile),
    ):
        begin_again()
        say("Restored as a new revision. Nothing was lost.")
