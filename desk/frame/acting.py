"""One gesture: done in one transaction, and told, whether it was done or refused."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import streamlit as st
from sqlalchemy.orm import Session

from desk.frame.messages import escaped, keep_message, keep_trouble, words_of
from desk.frame.sign_in import acting
from models.base.database import uncounted
from models.base.refusal import Refused
from models.base.trouble import trouble_of
from models.staff.member import Actor

Made = TypeVar("Made")
Gesture = Callable[[Session, Actor], Made]
Tell = Callable[[str], object]
Unless = Mapping[type[Refused], Callable[[Any], object]]
NOTHING_ELSE: Unless = MappingProxyType({})


def show_refusal(refused: Refused) -> None:
    """Right here, where what was typed has to be mended."""
    st.error(escaped(refused.words))


def attempted(
    gesture: Gesture[Made], *, tell: Tell = keep_trouble, unless: Unless = NOTHING_ELSE
) -> Made | None:
    """What the gesture makes, as plain values; None when it is refused, and why is told.

    So is a full disk or a busy database: the screen stays, and all that stands on it.

    `tell` takes Markdown. `unless` has what happens to a refusal instead, by its kind.
    """
    try:
        with acting() as (session, by):
            return gesture(session, by)
    except Refused as refused:
        for kind, answer in unless.items():
            if isinstance(refused, kind):
                answer(refused)
                return None
        tell(escaped(refused.words))
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        tell(words_of(error, trouble))
    return None


def note_in_passing(gesture: Gesture[object]) -> None:
    """What nobody pressed for, while a page is drawn: a full disk keeps nobody from reading."""
    try:
        with uncounted(), acting() as (session, by):
            gesture(session, by)
    except Exception as error:
        if trouble_of(error) is None:
            raise


def attempt(
    gesture: Gesture[object],
    done: str = "",
    *,
    tell: Tell = keep_trouble,
    unless: Unless = NOTHING_ELSE,
) -> bool:
    """Was it done? Then `done`, in Markdown, is kept for the next run of the script."""
    made = attempted(lambda session, by: (gesture(session, by),), tell=tell, unless=unless)
    if made and done:
        keep_message(done)
    return made is not None
