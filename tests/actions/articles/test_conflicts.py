"""Two people save one section at the same moment, over and over: no text is ever lost unseen."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.history import save_together, set_aside
from actions.articles.refusals import StaleEdit
from actions.articles.sections import save_section
from models.articles.article import Draft, Revision
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.staff.member import Actor
from tests.articles import Written, newest

ROUNDS = 200


def text(words: str) -> SectionContent:
    return SectionContent(heading="Spring", body=words)


def save_at_once(section: int, based_on: int, writers: dict[str, Actor]) -> dict[str, bool]:
    """Whose words were taken; the others were told of it."""
    ready = Barrier(len(writers))

    def save(words: str) -> bool:
        ready.wait(10)
        try:
            with writing() as session:
                save_section(session, section, text(words), based_on=based_on, by=writers[words])
        except StaleEdit:
            return False
        return True

    with ThreadPoolExecutor(len(writers)) as both:
        return dict(zip(writers, both.map(save, writers), strict=True))


def settle(section: int, mine: str, how: str, by: Actor) -> None:
    """As the screen does: over the newest text, which has been shown."""
    shown = newest(section)
    told: dict[str, Any] = {"based_on": shown.number, "by": by}
    made = text(f"{shown.body} {mine}")
    ways: dict[str, Callable[[Session], object]] = {
        "mine": lambda session: save_section(session, section, text(mine), **told),
        "theirs": lambda session: set_aside(session, section, text(mine), **told),
        "both": lambda session: save_together(session, section, text(mine), made=made, **told),
    }
    with writing() as session:
        ways[how](session)


def test_of_two_hundred_conflicts_none_takes_a_text_away_unseen(
    ed: Actor, mo: Actor, tides: Written
) -> None:
    section, by_chance = tides.sections[1], random.Random("conflicts")
    typed: list[str] = []
    for turn in range(ROUNDS):
        writers = {f"Ed wrote {turn}.": ed, f"Mo wrote {turn}.": mo}
        taken = save_at_once(section, newest(section).number, writers)
        assert sorted(taken.values()) == [False, True]
        typed += writers
        late = next(words for words, is_taken in taken.items() if not is_taken)
        settle(section, late, by_chance.choice(["mine", "theirs", "both"]), writers[late])
    with reading() as session:
        kept = session.scalars(select(Revision.body).where(Revision.section_id == section)).all()
        assert session.scalars(select(Draft)).all() == []
    assert set(typed) <= set(kept)
