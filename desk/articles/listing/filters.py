"""Narrowing the list of articles: state, any word while typing, author, tag, and the order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from desk.articles.listing.address import choose_articles
from desk.frame.device import is_phone
from models.library.article_filter import ALL, TABS, ArticleFilter, ArticleSort

SORTS: dict[ArticleSort, str] = {
    ArticleSort.BEST: "Best match",
    ArticleSort.CHANGED: "Last changed",
    ArticleSort.OLDEST: "Longest unchanged",
    ArticleSort.PUBLISHED: "Last published",
    ArticleSort.TITLE: "Title A–Z",
}
TAB, TERM, AUTHOR, TAG, SORT = "a-tab", "a-term", "a-author", "a-tag", "a-sort"


@dataclass(frozen=True, slots=True)
class ArticleOffers:
    """What can be chosen: authors by name, and tags with how many articles have each."""

    authors: Sequence[str]
    tags: Mapping[str, int]


def article_filters(chosen: ArticleFilter, offers: ArticleOffers) -> None:
    """The names of the tabs stand in the address, so they hold no counts."""
    _agree(TAB, chosen.tab)
    st.segmented_control(
        "State",
        list(TABS),
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **_narrows(TAB, chosen),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="a-filters"):
        _search(chosen, 240 if is_phone() else 300)
        if is_phone():
            used = sum(map(bool, (chosen.author, chosen.tag)))
            with st.popover(f"More · {used}" if used else "More", icon=":material/tune:"):
                _choices(chosen, offers)
        else:
            _choices(chosen, offers)


def _choices(chosen: ArticleFilter, offers: ArticleOffers) -> None:
    _pick("Any author", AUTHOR, chosen, offers.authors, chosen.author)
    tags = {tag: f"{tag} ({count})" for tag, count in offers.tags.items()}
    _pick("Any tag", TAG, chosen, tags, chosen.tag)
    _agree(SORT, chosen.order)
    st.selectbox(
        "Order",
        [sort for sort in SORTS if chosen.term or sort is not ArticleSort.BEST],
        format_func=SORTS.__getitem__,
        label_visibility="collapsed",
        width=160,
        **_narrows(SORT, chosen),
    )


def _search(chosen: ArticleFilter, width: int) -> None:
    if _one_line(st.session_state.get(TERM)) != chosen.term:
        st.session_state[TERM] = chosen.term
    st.text_input(
        "Search",
        type="search",
        placeholder="Any word, or “a phrase”",
        label_visibility="collapsed",
        icon=":material/search:",
        live="300ms",
        width=width,
        **_narrows(TERM, chosen),
    )


def _pick(
    nothing: str,
    key: str,
    chosen: ArticleFilter,
    options: Mapping[str, str] | Sequence[str],
    value: str,
) -> None:
    titles = dict(options) if isinstance(options, Mapping) else {each: each for each in options}
    if value:
        titles.setdefault(value, value)
    _agree(key, value or None)
    st.selectbox(
        nothing,
        list(titles),
        index=None,
        format_func=lambda option: titles.get(option, option),
        placeholder=nothing,
        label_visibility="collapsed",
        width=180,
        **_narrows(key, chosen),
    )


def _agree(key: str, value: object) -> None:
    """The address decides; a widget that says the same is left alone, so as not to disturb it."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _narrows(key: str, chosen: ArticleFilter) -> dict[str, Any]:
    return {"key": key, "on_change": _narrow, "args": (chosen,)}


def _narrow(before: ArticleFilter) -> None:
    """All filters as the browser holds them now: clicks that come fast must not undo each other."""
    held = st.session_state
    term = _one_line(held.get(TERM))
    sort = held.get(SORT)
    wanted = ArticleFilter(
        tab=held.get(TAB) or ALL,
        term=term,
        author=held.get(AUTHOR) or "",
        tag=held.get(TAG) or "",
        sort=None if sort == ArticleFilter(term=term).order else sort,
    )
    if bool(term) != bool(before.term):
        wanted = replace(wanted, sort=None)
    choose_articles(wanted)


def _one_line(typed: str | None) -> str:
    return " ".join((typed or "").split())
