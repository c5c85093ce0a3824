"""Every place where the words stand, each with a tick; and changing those that are ticked."""

from dataclasses import replace
from hashlib import sha256

import streamlit as st

from actions.library.replacing import Found, SectionHits, find_everywhere, replace_everywhere
from desk.articles.writing.fields import KINDS
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.frame.navigation import page_at
from desk.library.replace_search import search_now
from desk.library.replace_undo import replace_refusals
from models.base.database import reading
from models.base.text import BadText
from models.library.replacing import Occurrence, Search
from models.staff.member import Actor

FIELD_NAMES = {
    "heading": "Heading",
    "alt": "Alternative text",
    "caption": "Caption",
    "button_label": "Button",
}
Boxes = dict[tuple[int, int], list[str]]
"""Each section and the revision that was looked at: the keys of its hits' ticks, in their order."""


def replace_hits(search: Search, by: Actor) -> None:
    if not search.words.strip():
        st.caption("Headings, texts, alternative texts, captions and buttons of every article "
                   "outside the trash are looked through, as they were saved last.")  # fmt: skip
        return
    try:
        with reading() as session:
            found = find_everywhere(session, search, by=by)
    except BadText as bad:
        st.error(escaped(bad.words))
        return
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    boxes: Boxes = {}
    for section in found.sections:
        boxes[section.section_id, section.number] = _section(section, search)
    with bar:
        _bar(found, boxes, search)


def _bar(found: Found, boxes: Boxes, search: Search) -> None:
    if not found.sections:
        st.markdown("These words stand nowhere.")
        return
    count = sum(map(len, _ticked(boxes).values()))
    more = "" if found.is_all else " – these are the first; replace them, then look again"
    st.markdown(f"**{found.hits:,} found**{more}", width="stretch")
    label = f"Replace {count:,}" if search.instead else f"Remove {count:,}"
    is_idle = not count or search.instead == search.words
    st.button(
        label,
        type="primary",
        icon=":material/find_replace:",
        key="r-go",
        disabled=is_idle,
        on_click=_replace,
        args=(search, boxes),
    )


def _ticked(boxes: Boxes) -> dict[tuple[int, int], set[int]]:
    """Places of the hits that are ticked at this moment."""
    return {
        section: {place for place, key in enumerate(keys) if st.session_state[key]}
        for section, keys in boxes.items()
    }


def _section(section: SectionHits, search: Search) -> list[str]:
    """The keys of its ticks; other words instead leave the ticks as they are."""
    looked_for = section.section_id, section.number, replace(search, instead="")
    mark = sha256(repr(looked_for).encode("utf-8", "replace"))
    with st.container(border=True, gap="xsmall"):
        title = escaped(section.article) or "Untitled"
        part = escaped(section.section) or KINDS[section.kind]
        words = f"**{title}**" if section.section == section.article else f"**{title}** · {part}"
        query = {"slug": section.slug, "section": str(section.section_id)}
        st.page_link(page_at("article"), label=words, query_params=query)
        keys = [f"r-{mark.hexdigest()[:20]}-{place}" for place in range(len(section.hits))]
        for key, hit in zip(keys, section.hits, strict=True):
            st.checkbox(_shown(hit, search.instead), value=True, key=key)
        return keys


def _shown(hit: Occurrence, instead: str) -> str:
    field = f":small[:gray[{FIELD_NAMES[hit.field]}]] " if hit.field in FIELD_NAMES else ""
    new = f":green-background[{escaped(instead)}]" if instead.strip() else ""
    old = f":red-background[~~{escaped(hit.found)}~~]"
    return f"{field}{escaped_within(hit.before)}{old}{new}{escaped_within(hit.after)}"


def _replace(search: Search, boxes: Boxes) -> None:
    """What was shown, but for what was unticked since: both clicks may arrive at once."""
    if search_now() != search:
        keep_trouble("You changed the words. Look at what they find and press Replace again.")
        return
    chosen = _ticked(boxes)
    gesture = attempted(lambda session, by: replace_everywhere(session, search, chosen, by=by))
    if gesture is None:
        return
    _made, outcomes = gesture
    refused = [each for each in outcomes if each.refused]
    done = len(outcomes) - len(refused)
    sections = "1 section" if done == 1 else f"{done:,} sections"
    if refused:
        keep_trouble(f"Replaced in {sections}; not in {replace_refusals(refused)}")
    else:
        keep_message(f"Replaced in {sections}. Readers see it after publishing.")


def escaped_within(text: str) -> str:
    """As `escaped`, but what joins other text keeps the space at its ends."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{escaped(text)}{after}"
