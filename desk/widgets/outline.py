"""The list of an article's sections: open one, or put them in another order."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import streamlit as st

NO_MARKS: Mapping[str, str] = MappingProxyType({})
_HERE = Path(__file__).parent

_list = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_outline",
        html='<nav class="ol"><ol class="ol-list"></ol><p class="ol-said" role="status"></p></nav>',
        css=(_HERE / "outline.css").read_text("utf-8"),
        js=(_HERE / "outline.js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


@dataclass(frozen=True)
class Moved:
    """Somebody put the sections in this order; `id` is the one that moved."""

    id: str
    order: list[str]


@dataclass(frozen=True)
class Opened:
    """Somebody chose this section."""

    id: str


def outline(
    items: Sequence[tuple[str, str]],
    *,
    key: str,
    label: str = "Section order",
    current: str | None = None,
    hidden: AbstractSet[str] = frozenset(),
    marks: Mapping[str, str] = NO_MARKS,
    can_move: bool = True,
) -> Moved | Opened | None:
    """Return what the person just did, once: in the run that follows it, and None after.

    `items` are (id, title) in order; `hidden` ids carry a note, those in `marks` a word. After
    a `Moved`, store the order and give it back: `items` in an order that was never stored puts
    the list back. Place it outside `st.form`.
    """
    rows = [_row(id_, title, id_ in hidden, marks.get(id_, "")) for id_, title in items]
    done = _list(
        key=key,
        data={"items": rows, "label": label, "current": current, "canMove": can_move},
        on_moved_change=lambda: None,
        on_opened_change=lambda: None,
    )
    known = {id_ for id_, _ in items}
    if done.moved and set(done.moved["order"]) == known:
        return Moved(done.moved["id"], done.moved["order"])
    return Opened(done.opened) if done.opened in known else None


def _row(id_: str, title: str, is_hidden: bool, mark: str) -> dict[str, object]:
    return {"id": id_, "title": title, "isHidden": is_hidden, "mark": mark}
