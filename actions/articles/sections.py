"""Writing an article: saving a section, adding, moving, copying, hiding, deleting one."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.articles.draft_ends import forget_draft
from actions.articles.refusals import HeaderStays, SavedText, SectionGone, StaleEdit
from actions.staff.taking_back import keep_change
from models.articles.article import Article, ArticleState, Revision, Section, SectionKind
from models.articles.content import (
    SectionContent,
    every_section_of,
    next_revision,
    put_section,
    section_and_article,
)
from models.articles.history import (
    newest_revision_of,
)
from models.base.table import now
from models.base.text import clean_line
from models.library.call_to_action import with_shared_words
from models.staff.change_batch import ChangeKind
from models.staff.log import record
from models.staff.member import Actor, Permission


def save_section(
    session: Session,
    section_id: int,
    content: SectionContent,
    *,
    based_on: int,
    note: str = "",
    draft_at: datetime | None = None,
    mark: str = "",
    by: Actor,
) -> Revision:
    """Add a revision. Errors: StaleEdit, SectionGone, BadText. The same text again adds none.
    The draft of the moment `draft_at` or of the tab `mark` was this text, and ends with it."""
    by.must(Permission.EDIT_ARTICLES)
    section, article = open_section(session, section_id)
    newest = session.scalars(newest_revision_of(section)).one()
    forget_draft(session, section_id, by, saved=content, draft_at=draft_at, mark=mark)
    kept = SectionContent.of(newest)
    if kept in (content, cleaned := content.cleaned()):
        return newest
    if based_on != newest.number:
        raise StaleEdit(SavedText.of(session, newest))
    note = clean_line(note, field="Note")
    content = with_shared_words(session, cleaned)
    revision = next_revision(session, section, article, content, note=note, by=by)
    _log(session, by, "section.saved", section, revision=revision.number)
    return revision


def add_section(session: Session, kind: SectionKind, *, after: int, by: Actor) -> Section:
    """An empty section after the one with the id `after`. Errors: SectionGone."""
    by.must(Permission.EDIT_ARTICLES)
    previous, article = open_section(session, after)
    if kind is SectionKind.HEADER:
        raise HeaderStays
    added = _placed(session, article, kind, SectionContent(), previous, by=by)
    _keep(session, "added", added, by)
    return added


def duplicate_section(session: Session, section_id: int, *, by: Actor) -> Section:
    by.must(Permission.EDIT_ARTICLES)
    section, article = _movable(session, section_id)
    newest = session.scalars(newest_revision_of(section)).one()
    return _placed(session, article, section.kind, SectionContent.of(newest), section, by=by)


def move_section(
    session: Session, section_id: int, *, after: int, is_undo: bool = False, by: Actor
) -> None:
    """Put it after the section with the id `after`. Errors: HeaderStays, SectionGone."""
    by.must(Permission.EDIT_ARTICLES)
    section, article = _movable(session, section_id)
    order = list(session.scalars(every_section_of(article.id)))
    place = order.index(section)
    standing = [other for other in order[:place] if other.deleted_at is None]
    followed = standing[-1].id
    anchor = next((other for other in order if other.id == after), None)
    if anchor is None or anchor.deleted_at is not None:
        raise SectionGone("The section that this one was to follow has been deleted.")
    if after in (section_id, followed):
        return
    order.remove(section)
    order.insert(order.index(anchor) + 1, section)
    _number(order, article)
    _log(session, by, "section.moved", section, after=after)
    if not is_undo:
        _keep(session, "moved", section, by, follows=followed)


def hide_section(session: Session, section_id: int, *, hidden: bool = True, by: Actor) -> None:
    """Readers don't see it from the next publishing on."""
    by.must(Permission.EDIT_ARTICLES)
    section, article = _movable(session, section_id)
    section.is_hidden, article.updated_at = hidden, now()
    _log(session, by, "section.hidden" if hidden else "section.shown", section)


def show_section(session: Session, section_id: int, *, by: Actor) -> None:
    by.must(Permission.EDIT_ARTICLES)
    hide_section(session, section_id, hidden=False, by=by)


def delete_section(session: Session, section_id: int, *, is_undo: bool = False, by: Actor) -> None:
    """It keeps its text, history and place until `undelete_section`."""
    by.must(Permission.EDIT_ARTICLES)
    section, article = _movable(session, section_id)
    section.deleted_at = article.updated_at = now()
    _log(session, by, "section.deleted", section)
    if not is_undo:
        _keep(session, "deleted", section, by)


def undelete_section(session: Session, section_id: int, *, by: Actor) -> Section:
    """Back at its place, with all it had. Errors: SectionGone when the article is in the trash."""
    by.must(Permission.EDIT_ARTICLES)
    section, article = _section_in_use(session, section_id)
    if section.deleted_at is not None:
        section.deleted_at, article.updated_at = None, now()
        _log(session, by, "section.undeleted", section)
    return section


def open_section(session: Session, section_id: int) -> tuple[Section, Article]:
    """A section that can be written in, and its article. Errors: SectionGone."""
    section, article = _section_in_use(session, section_id)
    if section.deleted_at is not None:
        raise SectionGone("This section has been deleted.")
    return section, article


def _section_in_use(session: Session, section_id: int) -> tuple[Section, Article]:
    if (found := session.execute(section_and_article(section_id)).one_or_none()) is None:
        raise SectionGone("There is no such section.")
    section, article = found
    if article.state is ArticleState.TRASH:
        raise SectionGone("This article has been put in the trash.")
    return section, article


def _movable(session: Session, section_id: int) -> tuple[Section, Article]:
    section, article = open_section(session, section_id)
    if section.kind is SectionKind.HEADER:
        raise HeaderStays
    return section, article


def _placed(
    session: Session,
    article: Article,
    kind: SectionKind,
    content: SectionContent,
    previous: Section,
    *,
    by: Actor,
) -> Section:
    order = [*session.scalars(every_section_of(article.id))]
    section = put_section(session, article.id, kind, content, position=len(order), by=by)
    order.insert(order.index(previous) + 1, section)
    _number(order, article)
    _log(session, by, "section.added", section, kind=kind)
    return section


def _number(order: list[Section], article: Article) -> None:
    for position, section in enumerate(order):
        section.position = position
    article.updated_at = now()


def _keep(session: Session, gesture: str, section: Section, by: Actor, **told: int) -> None:
    """For its undo; in an import, nobody is there to take anything back."""
    if by.id is not None:
        kept = {"gesture": gesture, "section": section.id, **told}
        subject, may = f"article:{section.article_id}", Permission.EDIT_ARTICLES
        keep_change(session, ChangeKind.SECTION, may, kept, subject=subject, by=by)


def _log(session: Session, by: Actor, action: str, section: Section, **told: int | str) -> None:
    about = f"section:{section.id}"
    record(session, by, action, subject=about, details={"article": section.article_id, **told})
