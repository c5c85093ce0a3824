"""What an article is sorted by: its tags, and the colleague who answers for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.articles.publishing import article_in_use
from models.articles.article import Article
from models.articles.tag import (
    MOST_TAGS,
    ArticleTag,
    article_tags_in_use,
    clean_tag,
    every_tag,
    tags_of,
)
from models.base.refusal import Refused
from models.base.text import BadText
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember, staff_who_may


class NoSuchColleague(Refused):
    """The account was closed or never was; nobody can be made an author with it."""

    words = "This colleague has no account any more. Choose another."


@dataclass(frozen=True, slots=True)
class Labels:
    """Its `tags`, all that are known, and by number who can answer for it, or does."""

    tags: list[str]
    known: list[str]
    writers: Mapping[int, str]


def look_up_labels(session: Session, article: Article, *, by: Actor) -> Labels:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    tags = list(session.scalars(tags_of(article.id)))
    in_use = {tag for tag, _ in session.execute(article_tags_in_use())}
    writers = dict(session.execute(staff_who_may(Permission.EDIT_ARTICLES)).all())
    if article.author_id and article.author_id not in writers:
        writers[article.author_id] = session.get_one(StaffMember, article.author_id).full_name
    return Labels(tags, sorted({*in_use, *tags}), writers)


def tag_article(session: Session, article_id: int, tag: str, *, by: Actor) -> bool:
    """Whether it is new to the article. Errors: ArticleGone, BadText."""
    by.must(Permission.EDIT_ARTICLES)
    before = session.scalars(tags_of(article_id)).all()
    after = set_article_tags(session, article_id, [*before, tag], by=by)
    return len(after) > len(before)


def untag_article(session: Session, article_id: int, tag: str, *, by: Actor) -> bool:
    """Whether the article had it. Errors: ArticleGone."""
    by.must(Permission.EDIT_ARTICLES)
    before = session.scalars(tags_of(article_id)).all()
    after = set_article_tags(session, article_id, [each for each in before if each != tag], by=by)
    return len(after) < len(before)


def set_article_tags(
    session: Session, article_id: int, tags: Collection[str], *, by: Actor
) -> list[str]:
    """These and no others, each as it is spelled elsewhere. Errors: ArticleGone, BadText."""
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    wanted = _as_spelled(session, tags)
    if len(wanted) > MOST_TAGS:
        raise BadText("Tags", f"are too many: {len(wanted)}, at most {MOST_TAGS}")
    before = set(session.scalars(tags_of(article.id)))
    added, removed = set(wanted) - before, before - set(wanted)
    for tag in removed:
        session.delete(session.get_one(ArticleTag, (article.id, tag)))
    session.add_all(ArticleTag(article_id=article.id, tag=tag) for tag in added)
    session.flush()
    if added or removed:
        details = {"added": len(added), "removed": len(removed)}
        record(session, by, "article.tagged", subject=f"article:{article.id}", details=details)
    return wanted


def change_author(session: Session, article_id: int, staff_id: int | None, *, by: Actor) -> None:
    """Readers see the byline; this is who colleagues ask. Errors: ArticleGone, NoSuchColleague."""
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    if article.author_id == staff_id:
        return
    if staff_id is not None and not _is_active(session.get(StaffMember, staff_id)):
        raise NoSuchColleague
    details = {"from": article.author_id, "to": staff_id}
    article.author_id = staff_id
    record(session, by, "article.author_changed", subject=f"article:{article.id}", details=details)


def _is_active(member: StaffMember | None) -> bool:
    return member is not None and member.is_active


def _as_spelled(session: Session, tags: Collection[str]) -> list[str]:
    known = {tag.casefold(): tag for tag in session.scalars(every_tag())}
    spelled: dict[str, str] = {}
    for typed in tags:
        if tag := clean_tag(typed):
            spelled.setdefault(tag.casefold(), known.get(tag.casefold(), tag))
    return list(spelled.values())
