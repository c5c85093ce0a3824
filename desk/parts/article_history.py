"""What a section said before, what the whole article was when it was public, and going back."""

import streamlit as st

from actions.history import restore_section, restore_version
from actions.refusals import SectionGone, StaleEdit
from desk.clock import spoken
from desk.drafts import begin_again
from desk.messages import escaped, say
from desk.open_article import OpenArticle, is_wide
from desk.parts.conflict import who_and_when
from desk.parts.difference import show_difference
from desk.parts.emphasis import on_primary
from desk.parts.section_list import title_of
from desk.sign_in import acting
from models.article import Article, Revision, Section, Version
from models.content import SectionContent
from models.database import reading
from models.history import revisions_of, versions_of
from models.staff import Actor, Permission

MOST = 100
FEW = 6
LIST_HEIGHT = 260


def article_history(found: OpenArticle, section: Section | None, by: Actor) -> None:
    may_restore = by.may(Permission.EDIT_ARTICLES)
    if section:
        with reading() as session:
            revisions = session.scalars(revisions_of(section.id).limit(MOST)).all()
        st.header(f"“{escaped(title_of(section))}”", anchor=False)
        number = _chosen(section, {each.number: each for each in revisions})
        if may_restore and number != section.latest and not section.deleted_at:
            _offer_restoring(section, number, has_draft=section.id in found.drafts)
    _versions(found.article, may_restore=may_restore)


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
    return f"{now}{revision.number} · {who_and_when(revision)}{note}"


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
        show_difference(this, this)


def _offer_restoring(section: Section, number: int, *, has_draft: bool) -> None:
    if has_draft:
        st.caption("You have unsaved text in this section: save or discard it first.")
    if st.button("Restore this text", key=f"restore-{number}-{section.latest}", disabled=has_draft):
        try:
            with acting() as (session, by):
                restore_section(session, section.id, number, based_on=section.latest, by=by)
        except (StaleEdit, SectionGone):
            say("Somebody just changed this section. Look at its history again.")
        begin_again()
        say("Restored as a new revision. Nothing was lost.")


def _versions(article: Article, *, may_restore: bool) -> None:
    with reading() as session:
        versions = session.scalars(versions_of(article.id).limit(MOST)).all()
    st.header("Published versions", anchor=False)
    if not versions:
        st.caption("This article has not been public yet. Each publishing is kept here whole.")
    for version in versions:
        _version(article, version, may_restore=may_restore)


def _version(article: Article, version: Version, *, may_restore: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(_when_public(article, version), width="stretch")
        st.link_button(
            "Look at it",
            f"/desk/preview/{article.id}?version={version.number}",
            type="tertiary",
            icon=":material/open_in_new:",
            key=f"look-{version.number}",
        )
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
    st.write(
        "The saved text becomes what was public then. What was written since stays in the "
        "history, and sections added since are hidden. Readers see it after publishing."
    )
    if st.button(on_primary("Restore the whole article"), type="primary", key="restore-version"):
        with acting() as (session, by):
            restore_version(session, article_id, number, by=by)
        begin_again()
        say(f"Version {number} is back, and not published yet.")
