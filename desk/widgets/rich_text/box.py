"""The box that people write in: it looks like the page, and keeps Markdown."""

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import streamlit as st

from models.articles.markdown import blocks

_HERE = Path(__file__).parent
_SCRIPTS = [_HERE / "box.js", *sorted(set(_HERE.glob("*.js")) - {_HERE / "box.js"})]
_REMEMBERED = 50

_editor = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_rich_text",
        html=(_HERE / "box.html").read_text("utf-8"),
        css=(_HERE / "box.css").read_text("utf-8"),
        js="\n".join(script.read_text("utf-8") for script in _SCRIPTS),
        isolate_styles=False,
    ),
)


@dataclass
class _Writing:
    """One text being written: what the page gave, and what the person made of it."""

    given: str
    text: str
    edition: str = field(default_factory=lambda: secrets.token_hex(4))
    is_first: bool = True
    received: int = 0
    echoes: list[str] = field(default_factory=list)
    drawn: tuple[str, list[dict[str, Any]]] = ("", [])

    def blocks(self) -> list[dict[str, Any]]:
        """Made anew only for another text: most runs draw the one that they drew before."""
        if self.drawn[0] != self.text:
            self.drawn = self.text, [block._asdict() for block in blocks(self.text)]
        return self.drawn[1]

    def receive(self, sent: dict[str, Any] | None) -> None:
        if not sent or sent["edition"] != self.edition or sent["number"] == self.received:
            return
        self.text, self.received = sent["markdown"], sent["number"]
        self.echoes = [*self.echoes, self.text][-_REMEMBERED:]
        if sent["isSource"]:
            self.edition = secrets.token_hex(4)

    def follow(self, value: str) -> None:
        """Take the page's new value, unless it only repeats what was typed here."""
        if value == self.given:
            return
        self.given = value
        said = [_comparable(text) for text in self.echoes]
        if _comparable(value) in said:
            del self.echoes[: said.index(_comparable(value)) + 1]
        elif _comparable(value) != _comparable(self.text):
            self.replace(value)

    def replace(self, value: str) -> None:
        self.given = self.text = value
        self.edition, self.is_first = secrets.token_hex(4), False
        self.received, self.echoes = 0, []


def rich_text(label: str, value: str, *, key: str, height: int = 220) -> str:
    """Return the text as it stands: Markdown in, Markdown out, byte for byte until edited.

    Text arrives about a second after the last key (a rerun, so that the page can keep a
    draft), on leaving the box, and always before a button's click or a Ctrl shortcut:
    `st.button("Save", shortcut="Ctrl+S")` beside it sees every character. Only inside an
    `st.form` it arrives with the form's own button and not earlier, so without drafts.

    A shortcut and its box belong together: both in one form, or both in none; both in one
    fragment, or both in none. Save in the button's `on_click` or at once after the box,
    because a person who types on starts the next rerun, which stops this one.

    Giving another `value` replaces the text, also one being typed; giving back what was
    typed here (it was just saved) doesn't. To go back to a value that has not changed,
    call `rewrite`. Give each text its own `key`; the text survives being unmounted.
    """
    writing = _writing(key, value)
    writing.follow(value)
    result = _editor(
        key=key,
        data={
            "label": label,
            "height": height,
            "blocks": writing.blocks(),
            "text": writing.text,
            "edition": writing.edition,
            "isFirst": writing.is_first,
            "isChanged": writing.text != writing.given,
            "received": writing.received,
            "key": key,
        },
        on_writing_change=lambda: None,
    )
    writing.receive(result.writing)
    return writing.text


def written(key: str) -> str | None:
    """The text as the browser told it last, whether the box is drawn or not; None if it never was.

    Keep drafts by it at the top of a page: the click that sends the text may lead away from it.
    """
    writing: _Writing | None = st.session_state.get(_place(key))
    if writing is None:
        return None
    return _writing(key, writing.given).text


def rewrite(key: str, value: str) -> None:
    """Put `value` into the box from a callback: discard, restore, take theirs."""
    writing: _Writing | None = st.session_state.get(_place(key))
    if writing is not None:
        writing.replace(value)


def _writing(key: str, value: str) -> _Writing:
    writing: _Writing = st.session_state.setdefault(_place(key), _Writing(value, value))
    writing.receive(dict(st.session_state.get(key) or {}).get("writing"))
    return writing


def _place(key: str) -> str:
    return f"{key} (being written)"


def _comparable(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
