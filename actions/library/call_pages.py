"""Shared calls to action on public pages: which have older words, and giving them the newest."""

from sqlalchemy.orm import Session

from actions.copy_checks.checking import blocking_reasons
from actions.library.bulk_changing import Changed, change_pages
from models.articles.article import Article, Version
from models.articles.page import PageContent
from models.articles.readiness import reasons_against
from models.library.call_to_action import SharedWords, call_to_action
from models.library.call_use import follows, pages_that_may_follow
from models.reviews.standing import reasons_unapproved
from models.staff.log import record
from models.staff.member import Actor, Permission

NOTE = "Shared call to action changed"


def change_on_pages(session: Session, call_id: int, *, by: Actor) -> Changed:
    """Readers get the newest words wherever they are shared, but for `pages_held`."""
    by.must(Permission.PUBLISH_ARTICLES)
    words = words_of(session, call_id)
    ready = [row for row in pages_behind(session, call_id) if not _reasons(session, *row, call_id)]
    changed = change_pages(
        session, ready, lambda page: _with(page, call_id, words), note=NOTE, by=by
    )
    details = {"pages": len(changed)}
    subject = f"call_to_action:{call_id}"
    record(session, by, "call_to_action.published", subject=subject, details=details)
    return changed


def pages_behind(session: Session, call_id: int) -> list[tuple[Article, Version]]:
    """Public articles whose readers see other words than the newest."""
    words = words_of(session, call_id)
    return [
        (article, live)
        for article, live in session.execute(pages_that_may_follow([call_id]))
        if _with(live.content, call_id, words) != live.content  # type: ignore[arg-type]  # a page's content is kept as JSON
    ]


def pages_held(session: Session, call_id: int) -> dict[str, list[str]]:
    """Titles of public articles that these words may not go to yet, with the reasons."""
    held = {
        article.title: _reasons(session, article, live, call_id)
        for article, live in pages_behind(session, call_id)
    }
    return {title: reasons for title, reasons in held.items() if reasons}


def words_of(session: Session, call_id: int) -> SharedWords:
    return SharedWords.of(session.scalars(call_to_action(call_id)).one().words)


def _reasons(session: Session, article: Article, live: Version, call_id: int) -> list[str]:
    """The same that stand against publishing, on what readers would see."""
    page: PageContent = live.content  # type: ignore[assignment]  # kept as JSON, read as the page it was
    wanted = _with(page, call_id, words_of(session, call_id))
    unchecked = blocking_reasons(session, article.id, wanted)
    return [*reasons_against(wanted), *unchecked, *reasons_unapproved(session, article.id)]


def _with(page: PageContent, call_id: int, words: SharedWords) -> PageContent:
    said = {"heading": words.heading, "body": words.body, "button_label": words.button_label}
    sections = [{**part, **said} if follows(part, call_id) else part for part in page["sections"]]
    return {**page, "sections": sections}  # type: ignore[typeddict-item]  # mypy does not follow a spread
