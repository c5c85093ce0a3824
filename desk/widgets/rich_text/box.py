"""The box that people write in: it looks like the page, and keeps Markdown."""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import streamlit as st

from desk.widgets.rich_text.told import Block, ForPictures, ForSelected, Picked, Problem
from desk.widgets.scripts import loader_of

_HERE = Path(__file__).parent
_REMEMBERED = 50

_editor = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_rich_text",
        html=(_HERE / "box.html").read_text("utf-8"),
        css=(_HERE / "box.css").read_text("utf-8"),
        js=loader_of(_HERE / "built" / "rich_text.js"),
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
    typed_at: int = 0

    def told(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "edition": self.edition,
            "isFirst": self.is_first,
            "received": self.received,
        }

    def receive(self, sent: dict[str, Any] | None) -> None:
        if not sent or sent["edition"] != self.edition or sent["number"] == self.received:
            return
        self.text, self.received = sent["markdown"], sent["number"]
        self.typed_at = int(sent["at"])
        self.echoes = [*self.echoes, self.text][-_REMEMBERED:]

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


def rich_text(
    label: str,
    value: str,
    *,
    key: str,
    height: int = 220,
    problems: Sequence[Problem] = (),
    offers: ForSelected | None = None,
    pictures: ForPictures | None = None,
) -> str:
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

    `problems` are underlined where their passages stand, with what is told about them;
    `offers` stand beside selected words, and do not change while the box stands. Without
    `pictures` none can be put between the words.
    """
    writing = _writing(key, value)
    writing.follow(value)
    told = {"label": label, "height": height, "problems": [each._asdict() for each in problems]}
    told["offers"] = dict(offers.words) if offers else {}
    chosen = pictures.chosen if pictures else None
    told |= {"takesPictures": pictures is not None, "picture": chosen and chosen._asdict()}
    result = _editor(
        key=key,
        data={**told, **writing.told(), "key": key},
        on_writing_change=lambda: None,
        on_picked_change=lambda: _pick(key, offers),
        on_wanted_change=lambda: pictures.ask() if pictures else None,
    )
    writing.receive(result.writing)
    return writing.text


def _pick(key: str, offers: ForSelected | None) -> None:
    told = (st.session_state.get(key) or {}).get("picked")
    if offers and isinstance(told, dict) and told.get("name") in offers.words:
        blocks = tuple(
            Block(str(e["text"]), int(e["start"]), int(e["end"])) for e in told["blocks"]
        )
        offers.do(Picked(told["name"], str(told["quote"]), blocks))


def written(key: str) -> str | None:
    """The text as the browser told it last, whether the box is drawn or not; None if it never was.

    Keep drafts by it at the top of a page: the click that sends the text may lead away from it.
    """
    writing: _Writing | None = st.session_state.get(_place(key))
    if writing is None:
        return None
    return _writing(key, writing.given).text


def last_typed(key: str) -> int:
    """The moment of the last key in the text as told, in milliseconds of the browser's clock."""
    writing: _Writing | None = st.session_state.get(_place(key))
    return writing.typed_at if writing else 0


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
