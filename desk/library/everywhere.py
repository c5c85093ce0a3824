"""What one search found, shelf by shelf; each a way to its place."""

import streamlit as st

from actions.library.finding import Everything, Hit, Shelf, search_everything
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from models.base.database import reading
from models.staff.member import Actor

LONGEST = 160
ICONS = {
    Shelf.ARTICLES: ":material/article:",
    Shelf.CLAIMS: ":material/fact_check:",
    Shelf.PICTURES: ":material/image:",
    Shelf.ENQUIRIES: ":material/inbox:",
}


def search_everywhere(by: Actor) -> None:
    typed = st.text_input(
        "Search everything", type="search", key="everywhere", bind="query-params", live=True,
        placeholder="A word, a name, a sentence", label_visibility="collapsed",
        icon=":material/search:",
    )  # fmt: skip
    if not (typed or "").strip():
        st.caption("Finds what your role may see. A slip of the finger is forgiven.")
        return
    with reading() as session:
        found = search_everything(session, typed or "", by=by)
    _shelves(found)


def _shelves(found: Everything) -> None:
    if found.meant:
        st.markdown(f"No article says just that. This is found for **{escaped(found.meant)}**:")
    for shelf in Shelf:
        if hits := found.hits.get(shelf):
            st.header(shelf.value, anchor=False)
            for hit in hits:
                _hit(hit, ICONS[shelf])
            if more := found.more.get(shelf):
                st.caption(f"And {more:,} more.")
    if not found.hits:
        st.markdown("Nothing is found. Try another word, or fewer letters of it.")


def _hit(hit: Hit, icon: str) -> None:
    told = f" :gray[· {escaped(_cut(hit.told))}]" if hit.told else ""
    st.page_link(
        page_at(hit.screen),
        label=f"**{escaped(_cut(hit.name)) or 'Untitled'}**{told}",
        icon=icon,
        query_params=hit.place,
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
