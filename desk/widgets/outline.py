"""The list of an article's sections: open one, or put them in another order."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
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


def outline(
    items: Sequence[tuple[str, str]],
    *,
    key: str,
    opened: Callable[[str], None],
    moved: Callable[[str, list[str]], None],
    label: str = "Section order",
    current: str | None = None,
    hidden: AbstractSet[str] = frozenset(),
    marks: Mapping[str, str] = NO_MARKS,
    can_move: bool = True,
) -> None:
    """`opened` is called with the id that somebody chose, before the page is drawn; `moved` with
    the id that they moved, and with all ids in their new order.

    `items` are (id, title) in order; `hidden` ids carry a note, those in `marks` a word. Store a
    new order and give it back: `items` in an order that was never stored puts the list back.
    Place it outside `st.form`.
    """
    rows = [_row(id_, title, id_ in hidden, marks.get(id_, "")) for id_, title in items]
    known = {id_ for id_, _ in items}
    _list(
        key=key,
        data={"items": rows, "label": label, "current": current, "canMove": can_move},
        on_moved_change=lambda: _move(_told(key, "moved"), known, moved),
        on_opened_change=lambda: _open(_told(key, "opened"), known, opened),
    )


def _told(key: str, name: str) -> Any:
    return (st.session_state.get(key) or {}).get(name)


def _open(told: Any, known: AbstractSet[str], opened: Callable[[str], None]) -> None:
    if isinstance(told, str) and told in known:
        opened(told)


def _move(told: Any, known: AbstractSet[str], moved: Callable[[str, list[str]], None]) -> None:
    """What a browser says may be anything."""
    order = told.get("order") if isinstance(told, dict) else None
    if isinstance(order, list) and set(map(str, order)) == known and str(told.get("id")) in known:
        moved(str(told["id"]), list(map(str, order)))


def _row(id_: str, title: str, is_hidden: bool, mark: str) -> dict[str, object]:
    return {"id": id_, "title": title, "isHidden": is_hidden, "mark": mark}
