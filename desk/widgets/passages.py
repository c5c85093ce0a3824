"""Two texts of one section side by side, and which of them goes on, passage by passage."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from desk.frame.device import is_phone
from desk.widgets.difference import show_sides
from models.articles.content import SectionContent
from models.articles.difference import as_read
from models.articles.merging import Choice, Passage, passages, put_together, suggestion

WORDS: dict[Choice, str] = {"mine": "Mine", "theirs": "Theirs", "both": "Both"}
FIELDS = {
    "heading": "Heading",
    "image": "Picture",
    "alt": "Description of the picture",
    "is_decorative": "Decorative",
    "caption": "Caption",
    "button_label": "Words on the button",
}
SIDES = (5, 5, 2)
MOST_ALIKE = 3


def chosen_passages(
    base: SectionContent,
    mine: SectionContent,
    theirs: SectionContent,
    *,
    names: tuple[str, str],
    key: str,
) -> SectionContent:
    """Draw both texts and a choice wherever they differ; the text that the choices make."""
    for place, name in zip(st.columns(SIDES), names, strict=False):
        place.markdown(f"**{name}**")
    fields = dict(_chosen_fields(base, mine, theirs, key))
    found = passages(base.body, mine.body, theirs.body)
    choices: list[Choice | None] = []
    for is_alike, run in groupby(found, key=lambda passage: passage.suggested is None):
        if is_alike:
            alike = list(run)
            _show_alike([passage.mine for passage in alike])
            choices += [None] * len(alike)
        else:
            choices += [
                _choose(passage, f"{key}-{len(choices) + place}")
                for place, passage in enumerate(run)
            ]
    return replace(mine, **fields, body=put_together(found, choices))


def _chosen_fields(
    base: SectionContent, mine: SectionContent, theirs: SectionContent, key: str
) -> Iterator[tuple[str, Any]]:
    for field, label in FIELDS.items():
        was, here, there = (getattr(text, field) for text in (base, mine, theirs))
        suggested = suggestion(was, here, there)
        if suggested is None:
            yield field, here
            continue
        st.caption(label)
        passage = Passage(_as_words(here), _as_words(there), suggested)
        yield (
            field,
            there if _choose(passage, f"{key}-{field}", can_both=False) == "theirs" else here,
        )


def _as_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "(empty)")


def _choose(passage: Passage, key: str, *, can_both: bool = True) -> Choice:
    left, right, pick = st.columns(SIDES)
    if is_phone():
        left.caption(WORDS["mine"])
        right.caption(WORDS["theirs"])
    show_sides((left, as_read(passage.mine)), (right, as_read(passage.theirs)))
    offered = [choice for choice in WORDS if can_both or choice != "both"]
    suggested = passage.suggested if passage.suggested in offered else "mine"
    with pick:
        return st.radio(
            "Goes on",
            offered,
            index=offered.index(suggested),
            format_func=WORDS.__getitem__,
            key=key,
            label_visibility="collapsed",
        )


def _show_alike(paragraphs: Sequence[str]) -> None:
    """What both say: enough of it to know where one is."""
    shown = [as_read(each) for each in paragraphs]
    if len(shown) > MOST_ALIKE:
        shown = [shown[0], f"… {len(shown) - 2} more paragraphs alike …", shown[-1]]
    for text in shown:
        st.text(text)
