"""Acting on all articles that are ticked, with what became of each and a way back."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.batch import (
    ArticleOutcome,
    duplicate_each,
    restore_each,
    tag_each,
    trash_each,
    untag_each,
    withdraw_each,
)
from actions.articles.reading import titles_of_articles
from desk.articles.listing.address import ticked_articles
from desk.articles.listing.outcomes import article_count, article_refusals
from desk.articles.listing.undo import in_words
from desk.frame.acting import attempted
from desk.frame.device import is_phone
from desk.frame.messages import escaped, keep_trouble
from desk.frame.sign_in import signed_in_staff
from desk.widgets.list_address import tick
from models.base.database import reading
from models.staff.member import Actor, Permission

TAG = "a-bulk-tag-words"
MOST_LISTED = 12
_ASKED = "a-bulk-asked"


def article_bulk_bar(
    shown: Sequence[int], tags: Mapping[str, int], by: Actor, *, in_trash: bool
) -> None:
    """The buttons are there even when they have nothing to do, so that ticking moves no row."""
    ids = ticked_articles()
    if is_phone():
        _all_on_page(shown, ids)
    if not ids and is_phone():
        return
    elsewhere = len(set(ids) - set(shown))
    more = f" ({elsewhere} not on this page)" if elsewhere else ""
    st.markdown(f"**{len(ids)} ticked**{more}" if ids else ":gray[None ticked]", width="content")
    if in_trash:
        _button("Restore ticked", ":material/restore_from_trash:", "restore", _restore, ids)
    else:
        _tagging(ids, tags)
        _button("Duplicate", ":material/content_copy:", "duplicate", _ask_duplicate, ids)
        if by.may(Permission.PUBLISH_ARTICLES):
            _button("Withdraw", ":material/visibility_off:", "withdraw", _ask_withdraw, ids)
        _button("Move to trash", ":material/delete:", "trash", _ask_trash, ids)
    if ids:
        st.button("Untick all", type="tertiary", key="a-untick", on_click=tick, args=([],))


def _all_on_page(shown: Sequence[int], ids: Sequence[int]) -> None:
    """Cards have no heading with a box for all."""
    key = "a-tick-all"
    st.session_state[key] = bool(shown) and set(shown) <= set(ids)

    def all_or_none() -> None:
        others = [each for each in ids if each not in shown]
        tick([*others, *shown] if st.session_state[key] else others)

    st.checkbox("All on this page", key=key, on_change=all_or_none)


def _button(
    label: str, icon: str, name: str, gesture: Callable[[list[int]], None], ids: list[int]
) -> None:
    if st.button(label, icon=icon, key=f"a-bulk-{name}", disabled=not ids):
        st.session_state[_ASKED] = True
        gesture(ids)


def _tagging(ids: list[int], tags: Mapping[str, int]) -> None:
    place = f"a-bulk-tags-{len(ids)}"  # once others are ticked, or nobody, it is closed
    with st.popover("Tag", icon=":material/sell:", key=place, disabled=not ids):
        st.selectbox(
            "Tag",
            list(tags),
            index=None,
            accept_new_options=True,
            placeholder="Choose or type a tag",
            key=TAG,
        )
        with st.container(horizontal=True):
            for label, gesture in (("Add", "tag"), ("Take away", "untag")):
                kind = "secondary" if gesture == "untag" else "primary"
                key = f"a-bulk-{gesture}"
                st.button(label, type=kind, key=key, on_click=_tag, args=(gesture, ids))  # type: ignore[arg-type]  # mypy does not follow a mapping of keywords


def _tag(gesture: str, ids: list[int]) -> None:
    tag = " ".join(str(st.session_state.get(TAG) or "").split())
    if not tag:
        keep_trouble("Choose a tag first, or type a new one.")
        return
    change = tag_each if gesture == "tag" else untag_each
    _each(gesture, lambda s, by: change(s, ids, tag, by=by), tag)


@st.dialog("Duplicate these?")
def _ask_duplicate(ids: list[int]) -> None:
    _listed(ids)
    st.write("Each copy is a draft at an address of its own.")
    _go("Duplicate", ids, "duplicate", lambda s, by: duplicate_each(s, ids, by=by))


@st.dialog("Withdraw these?")
def _ask_withdraw(ids: list[int]) -> None:
    _listed(ids)
    st.write("Readers no longer find those that are public. Their text stays here.")
    _go("Withdraw", ids, "withdraw", lambda s, by: withdraw_each(s, ids, by=by))


@st.dialog("Move these to the trash?")
def _ask_trash(ids: list[int]) -> None:
    _listed(ids)
    st.write("Readers no longer find those that are public. You can restore each from Trash.")
    _go("Move to trash", ids, "trash", lambda s, by: trash_each(s, ids, by=by))


def _restore(ids: list[int]) -> None:
    _each("restore", lambda s, by: restore_each(s, ids, by=by))
    st.rerun()


def _listed(ids: list[int]) -> None:
    by = signed_in_staff()
    with reading() as session:
        titles = titles_of_articles(session, ids, by=by)
    lines = [f"- {escaped(title) or 'Untitled'}" for title in titles[:MOST_LISTED]]
    if len(titles) > MOST_LISTED:
        lines.append(f"- and {len(titles) - MOST_LISTED} more")
    st.markdown("\n".join(lines))


def _go(
    label: str,
    ids: list[int],
    gesture: str,
    change: Callable[[Session, Actor], list[ArticleOutcome]],
) -> None:
    words = f"{label}: {article_count(len(ids))}"
    key = f"a-confirm-{gesture}"
    if st.button(words, type="primary", key=key, on_click=_confirmed, args=(gesture, change)):
        st.rerun()


def _confirmed(gesture: str, change: Callable[[Session, Actor], list[ArticleOutcome]]) -> None:
    """Once for each time that it is asked, however often it is clicked."""
    if st.session_state.pop(_ASKED, False):
        _each(gesture, change)


def _each(
    gesture: str, change: Callable[[Session, Actor], list[ArticleOutcome]], tag: str = ""
) -> None:
    """Those refused keep their tick, so that they can be tried again."""
    outcomes = attempted(change)
    if outcomes is None:
        return
    refused = [outcome for outcome in outcomes if outcome.refused]
    changed = sum(each.is_changed and not each.refused for each in outcomes)
    tick(outcome.article_id for outcome in refused)
    report = in_words(gesture, changed, len(outcomes) - len(refused) - changed, tag)
    if not changed and not refused:
        keep_trouble(f"{report}.")
    if refused:
        keep_trouble(f"{report}; not for {article_refusals(refused)}")
