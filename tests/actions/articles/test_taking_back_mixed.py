"""Two people at the same article, in any order: no undo touches what the other changed later."""

from collections.abc import Callable
from itertools import combinations, count

from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.batch import restore_each, tag_each, trash_each, untag_each, withdraw_each
from actions.articles.publishing import publish_article
from actions.articles.sections import (
    add_section,
    delete_section,
    move_section,
    save_section,
    undelete_section,
)
from actions.articles.taking_back.many import take_back_articles
from actions.articles.taking_back.one_section import take_back_section
from models.articles.article import Article, Section, SectionKind
from models.articles.content import SectionContent, every_section_of
from models.articles.tag import tags_of
from models.base.database import reading, writing
from models.base.refusal import Refused
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.member import OPERATOR, Actor, Role
from tests.articles import Written, write_article

Gesture = Callable[[Session, Written, list[int], Actor], object]


def save(session: Session, _: Written, each: list[int], by: Actor) -> object:
    section = session.get_one(Section, each[0])
    content = SectionContent(heading=f"{by.name} {section.latest}")
    return save_section(session, section.id, content, based_on=section.latest, by=by)


DOING: dict[str, Gesture] = {
    "tag": lambda s, article, _, by: tag_each(s, [article.id], "sea", by=by),
    "untag": lambda s, article, _, by: untag_each(s, [article.id], "sea", by=by),
    "trash": lambda s, article, _, by: trash_each(s, [article.id], by=by),
    "restore": lambda s, article, _, by: restore_each(s, [article.id], by=by),
    "withdraw": lambda s, article, _, by: withdraw_each(s, [article.id], by=by),
    "publish": lambda s, article, _, by: publish_article(s, article.id, by=by),
    "move": lambda s, _, each, by: move_section(s, each[0], after=each[1], by=by),
    "add": lambda s, _, each, by: add_section(s, SectionKind.NOTE, after=each[0], by=by),
    "delete": lambda s, _, each, by: delete_section(s, each[0], by=by),
    "undelete": lambda s, _, each, by: undelete_section(s, each[0], by=by),
    "save": save,
}
STEPS = some.tuples(
    some.integers(0, 1),
    some.sampled_from([*DOING, *["take back"] * 6]),
    some.lists(some.integers(0, 9), min_size=2, max_size=2),
)


def facets(article: Written) -> dict[object, object]:
    """Each thing that somebody can change, and how it stands."""
    with reading() as session:
        found = session.get_one(Article, article.id)
        sections = session.scalars(every_section_of(article.id)).all()
        told: dict[object, object] = {"state": (found.state, found.live_number)}
        told["tags"] = tuple(session.scalars(tags_of(article.id)))
        for each in sections:
            told[each.id, "gone"] = each.deleted_at is not None
            told[each.id, "text"] = each.latest
        for one, two in combinations(sections, 2):
            told[frozenset({one.id, two.id})] = one.id
        return told


def take_back(session: Session, place: int, by: Actor) -> int:
    """One of what this person did and did not take back yet, not the last alone; its number."""
    mine = select(ChangeBatch).where(
        ChangeBatch.by_id == by.id, ChangeBatch.taken_back_at.is_(None)
    )
    batches = session.scalars(mine.order_by(ChangeBatch.id.desc())).all()
    if not batches:
        return 0
    batch = batches[place % len(batches)]
    is_section = batch.kind is ChangeKind.SECTION
    (take_back_section if is_section else take_back_articles)(session, batch.id, by=by)
    return batch.id


def one_step(
    article: Written, gesture: str, places: list[int], by: Actor
) -> tuple[int, dict[object, object]]:
    with reading() as session:
        every = [each.id for each in session.scalars(every_section_of(article.id))]
    chosen = [every[place % len(every)] for place in places]
    taken_back = 0
    try:
        with writing() as session:
            if gesture == "take back":
                taken_back = take_back(session, places[0], by)
            else:
                DOING[gesture](session, article, chosen, by)
    except Refused:
        pass
    return taken_back, facets(article)


def made_since(before: int) -> list[int]:
    with reading() as session:
        return list(session.scalars(select(ChangeBatch.id).where(ChangeBatch.id > before)))


@given(steps=some.lists(STEPS, min_size=4, max_size=14))
@settings(max_examples=60)
def test_no_undo_loses_what_the_other_changed_later(
    hire: Callable[[str, Role], Actor], steps: list[tuple[int, str, list[int]]]
) -> None:
    pair = [hire(f"m{number}", Role.MANAGER) for number in _two()]
    article = write_article("Tides", ["Spring", "Neap", "Slack"])
    with writing() as session:
        publish_article(session, article.id, by=OPERATOR)
    stands = facets(article)
    changed: dict[object, tuple[int, int]] = {}
    made: dict[int, int] = {}
    for moment, (who, gesture, places) in enumerate(steps):
        batch, after = one_step(article, gesture, places, pair[who])
        for each in made_since(max(made, default=0)):
            made[each] = moment
        for facet in {name for name in after if after[name] != stands.get(name)}:
            last_by, last_at = changed.get(facet, (who, 0))
            assert not batch or last_by == who or last_at < made[batch], (facet, steps)
            changed[facet] = (who, moment)
        stands = after


_numbers = count()


def _two() -> tuple[int, int]:
    """Names are taken once; each example hires its own."""
    return next(_numbers), next(_numbers)
