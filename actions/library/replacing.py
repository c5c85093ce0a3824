"""Find and replace across articles: look first, choose, change, and take all of it back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.articles.history import restore_section
from actions.articles.refusals import SavedText, SectionGone, StaleEdit
from actions.articles.sections import open_section, save_section
from actions.staff.taking_back import keep_change, standing_change
from models.articles.article import SectionKind
from models.articles.content import SectionContent, section_and_article
from models.articles.history import draft_of, newest_revision_of
from models.base.table import now
from models.base.text import BadText
from models.library.newest_texts import newest_texts
from models.library.replacing import Occurrence, Search, occurrences_in, replaced
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.log import record
from models.staff.member import Actor, Permission

MOST_HITS = 500
NOTE = "Find and replace"


@dataclass(frozen=True, slots=True)
class SectionHits:
    """What was found in one section as revision `number` says it."""

    section_id: int
    number: int
    slug: str
    article: str
    section: str
    kind: SectionKind
    hits: list[Occurrence]


@dataclass(frozen=True, slots=True)
class Found:
    """`is_all` is false when there are more hits than are shown."""

    sections: list[SectionHits]
    is_all: bool = True

    @property
    def hits(self) -> int:
        return sum(len(each.hits) for each in self.sections)


@dataclass(frozen=True, slots=True)
class ReplaceOutcome:
    """What became of one section; `refused` is empty when it was done."""

    section_id: int
    name: str
    refused: str = ""


def find_everywhere(session: Session, search: Search, *, by: Actor) -> Found:
    """Each hit in the newest saved texts outside the trash. Errors: BadText."""
    by.must(Permission.EDIT_ARTICLES)
    search, left = search.cleaned(), MOST_HITS
    sections: list[SectionHits] = []
    if not search.words:
        return Found([])
    for article, section, revision in session.execute(newest_texts()):
        hits = occurrences_in(SectionContent.of(revision), search)
        if not hits:
            continue
        if left <= 0:
            return Found(sections, is_all=False)
        sections.append(
            SectionHits(
                section.id,
                revision.number,
                article.slug,
                article.title,
                revision.heading,
                section.kind,
                hits,
            )
        )
        left -= len(hits)
    return Found(sections)


def replace_everywhere(
    session: Session,
    search: Search,
    chosen: Mapping[tuple[int, int], Collection[int]],
    *,
    by: Actor,
) -> tuple[ChangeBatch | None, list[ReplaceOutcome]]:
    """`chosen` names sections with the revision that was looked at, and which hits of it to change.

    What was saved since is reported, not overwritten. Errors: BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    search = search.cleaned()
    done, outcomes = [], []
    for (section_id, number), places in chosen.items():
        if not places:
            continue
        name = _name(session, section_id)
        try:
            saved = _replace(session, search, (section_id, number), places, by)
        except (SectionGone, StaleEdit, BadText) as refusal:
            outcomes.append(ReplaceOutcome(section_id, name, refusal.words))
        else:
            outcomes.append(ReplaceOutcome(section_id, name))
            if saved != number:
                done.append([section_id, number, saved])
    return _kept(session, search, done, by), outcomes


def undo_replacement(session: Session, batch_id: int, *, by: Actor) -> list[ReplaceOutcome]:
    """Each section as it was before, unless it was saved since: that is told and left.

    Errors: NotAllowed, NotTakenBack.
    """
    by.must(Permission.EDIT_ARTICLES)
    may = Permission.EDIT_ARTICLES
    made = standing_change(session, batch_id, ChangeKind.REPLACEMENT, may, by=by)
    outcomes = []
    for section_id, before, after in made.kept["done"]:
        name = _name(session, section_id)
        try:
            _no_draft(session, section_id, by)
            restore_section(session, section_id, before, based_on=after, by=by)
        except (SectionGone, StaleEdit) as refusal:
            outcomes.append(ReplaceOutcome(section_id, name, refusal.words))
        else:
            outcomes.append(ReplaceOutcome(section_id, name))
    made.taken_back_at = now()
    details = {"sections": sum(not each.refused for each in outcomes)}
    record(session, by, "replacement.undone", subject=f"change:{made.id}", details=details)
    return outcomes


def _replace(
    session: Session,
    search: Search,
    looked_at: tuple[int, int],
    places: Collection[int],
    by: Actor,
) -> int:
    section_id, number = looked_at
    _no_draft(session, section_id, by)
    section, _article = open_section(session, section_id)
    newest = session.scalars(newest_revision_of(section)).one()
    if newest.number != number:
        raise StaleEdit(SavedText.of(session, newest))
    content = SectionContent.of(newest)
    wanted = [hit for place, hit in enumerate(occurrences_in(content, search)) if place in places]
    changed = replaced(content, search, wanted)
    return save_section(session, section_id, changed, based_on=number, note=NOTE, by=by).number


def _no_draft(session: Session, section_id: int, by: Actor) -> None:
    """Saving would forget what this person is writing there."""
    if by.id is not None and session.scalar(draft_of(by.id, section_id)):
        raise SectionGone("You have unsaved text in it. Save or discard that first.")


def _kept(session: Session, search: Search, done: list[list[int]], by: Actor) -> ChangeBatch | None:
    if not done:
        return None
    kept = {"words": search.words, "instead": search.instead, "done": done}
    made = keep_change(session, ChangeKind.REPLACEMENT, Permission.EDIT_ARTICLES, kept, by=by)
    details = {"sections": len(done)}
    record(session, by, "replacement.made", subject=f"change:{made.id}", details=details)
    return made


def _name(session: Session, section_id: int) -> str:
    found = session.execute(section_and_article(section_id)).one_or_none()
    if found is None:
        return ""
    section, article = found
    return " · ".join(dict.fromkeys(filter(None, (article.title, section.draft.heading))))
