"""A box for plain words that is left without a sound: the first click after typing is obeyed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import streamlit as st

_HERE = Path(__file__).parent
Name = tuple[str, str]

_box = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_plain_text",
        html=(
            '<div class="pt"><label><span class="pt-label"></span><textarea></textarea></label>'
            '<div class="pt-names" role="listbox" aria-label="Colleagues" hidden></div>'
            '<button type="button"></button></div>'
        ),
        css=(_HERE / "box.css").read_text("utf-8"),
        js=(_HERE / "box.js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def plain_text_box(
    label: str,
    text: str,
    *,
    key: str,
    button: str,
    on_save: Callable[[str], bool],
    placeholder: str = "",
    longest: int = 5_000,
    names: Sequence[Name] = (),
    takes_cursor: bool = False,
) -> None:
    """`on_save` is called before the next run with what is in the box; True empties it.

    `names` (the short one, the whole one) are offered after an @.

    What is typed is the browser's until then: `text` is shown where the box is new, and after
    `show_anew`. Whoever wants it kept meanwhile puts `keep_typing` beside it.
    """

    told = {"label": label, "button": button, "placeholder": placeholder, "longest": longest}
    more = {"names": [list(each) for each in names], "cursor": takes_cursor, "text": text}
    _box(
        key=key,
        data=told | more | {"turn": st.session_state.get(_turn(key), 0)},
        on_saved_change=lambda: _saved(key, on_save, longest),
    )


def _saved(key: str, on_save: Callable[[str], bool], longest: int) -> None:
    box = (st.session_state.get(key) or {}).get("saved")
    words = str(box.get("text", "")) if isinstance(box, dict) else ""
    if on_save(words[:longest]):
        show_anew(key)


def show_anew(key: str) -> None:
    """What is in the box gives way to what is kept, in the next run."""
    st.session_state[_turn(key)] = st.session_state.get(_turn(key), 0) + 1


def _turn(key: str) -> str:
    return f"{key}-turn"
