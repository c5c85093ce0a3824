"""What a reviewer has had on the screen to its end, and the refusal of what was not."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from actions.articles.publishing import article_in_use
from actions.articles.refusals import NotShown
from models.base.table import now
from models.reviews.review import SignOff, texts_at
from models.reviews.shown import Shown, shown_among
from models.reviews.standing import Standing, standings_of
from models.staff.member import Actor, Permission

ONE_SITTING = timedelta(hours=1)


def note_shown(session: Session, article_id: int, ends: Mapping[int, int], *, by: Actor) -> None:
    """The ends of these texts (section → revision) stand on this person's screen.

    What is no text of this article is passed over. Errors: ArticleGone.
    """
    by.must(Permission.APPROVE_ARTICLES)
    article_in_use(session, article_id)
    if by.id is None:
        return
    for text in session.scalars(texts_at(ends, of_article=article_id)):
        _note(session, by.id, text.section_id, text.number)


def refuse_unseen(session: Session, parts: Sequence[Standing], by: Actor) -> None:
    """Errors: NotShown, when the end of a part as it is now was not on this person's screen."""
    by.must(Permission.APPROVE_ARTICLES)
    numbers = {part.section.id: part.section.latest for part in parts}
    seen = dict(session.execute(shown_among(by.id or 0, numbers)).all())
    if missing := [part.name for part in parts if part.section.id not in seen]:
        raise NotShown(missing)


def refuse_unread_since(session: Session, signed: SignOff, by: Actor) -> None:
    """Errors: NotShown, when what was signed then was not read again by this person."""
    by.must(Permission.APPROVE_ARTICLES)
    numbers = {int(section_id): number for section_id, number in signed.numbers.items()}
    seen = dict(session.execute(shown_among(by.id or 0, numbers)).all())
    again = {section for section, moment in seen.items() if moment > signed.signed_at}
    names = {part.section.id: part.name for part in standings_of(session, signed.article_id)}
    if missing := [names[section] for section in numbers if section in names.keys() - again]:
        raise NotShown(missing)


def _note(session: Session, staff_id: int, section_id: int, number: int) -> None:
    """Once in a sitting: scrolling to and fro writes nothing."""
    row = session.get(Shown, (staff_id, section_id, number))
    if row is None:
        session.add(Shown(staff_id=staff_id, section_id=section_id, number=number))
    elif now() - row.shown_at > ONE_SITTING:
        row.shown_at = now()
