"""Starting an article, copying one, putting one in the trash and taking it out again."""

from slugify import slugify
from sqlalchemy.orm import Session

from actions.articles.plans_dropped import drop_plans
from actions.articles.publishing import article_in_use, take_down
from actions.articles.refusals import ArticleGone
from models.articles.article import Article, ArticleState, SectionKind, sections_of
from models.articles.content import SectionContent, put_section
from models.articles.list import slugs_starting
from models.articles.tag import ArticleTag, tags_of
from models.base.table import now
from models.staff.log import record
from models.staff.member import Actor, Permission

LONGEST_SLUG = 80


def create_article(session: Session, title: str, *, slug: str = "", by: Actor) -> Article:
    """A draft with its header and an empty text section. Errors: BadText."""
    by.must(Permission.EDIT_ARTICLES)
    header = SectionContent(heading=title).cleaned()
    article = _new_article(session, header.heading, slug or header.heading, by)
    put_section(session, article.id, SectionKind.HEADER, header, position=0, by=by)
    put_section(session, article.id, SectionKind.TEXT, SectionContent(), position=1, by=by)
    record(session, by, "article.created", subject=f"article:{article.id}")
    return article


def duplicate_article(session: Session, article_id: int, *, by: Actor) -> Article:
    """A draft of the newest saved text, at an address of its own. Errors: ArticleGone."""
    by.must(Permission.EDIT_ARTICLES)
    original = article_in_use(session, article_id)
    title = f"{original.title} (copy)".strip()
    copy = _new_article(session, title, original.slug, by)
    copy.byline, copy.share_image = original.byline, original.share_image
    copy.search_title = original.search_title
    copy.search_description = original.search_description
    for position, section in enumerate(session.scalars(sections_of(article_id)).all()):
        content = SectionContent.of(section.draft)
        if section.kind is SectionKind.HEADER:
            content = SectionContent(heading=title, body=content.body)
        hidden = section.is_hidden
        put_section(
            session, copy.id, section.kind, content, position=position, by=by, is_hidden=hidden
        )
    tags = session.scalars(tags_of(article_id)).all()
    session.add_all(ArticleTag(article_id=copy.id, tag=tag) for tag in tags)
    details = {"of": article_id}
    record(session, by, "article.duplicated", subject=f"article:{copy.id}", details=details)
    return copy


def trash_article(session: Session, article_id: int, *, by: Actor) -> None:
    """Out of every list until restored; a public one is withdrawn, which needs that right."""
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    if article.state is ArticleState.PUBLISHED:
        by.must(Permission.PUBLISH_ARTICLES)
        take_down(session, article)
        article.state = ArticleState.WITHDRAWN
    drop_plans(session, article_id, by=by)
    article.state_before_trash, article.state = article.state, ArticleState.TRASH
    article.updated_at = now()
    record(session, by, "article.trashed", subject=f"article:{article.id}")


def restore_from_trash(session: Session, article_id: int, *, by: Actor) -> Article:
    """As it was, but never public: what was published comes back withdrawn."""
    by.must(Permission.EDIT_ARTICLES)
    article = session.get(Article, article_id)
    if article is None:
        raise ArticleGone
    if article.state is ArticleState.TRASH:
        article.state = article.state_before_trash or ArticleState.DRAFT
        article.state_before_trash, article.updated_at = None, now()
        record(session, by, "article.restored", subject=f"article:{article.id}")
    return article


def free_slug(session: Session, wanted: str) -> str:
    """An address made from `wanted` that no article has or had: with a number when needed."""
    stem = slugify(wanted, max_length=LONGEST_SLUG, word_boundary=True) or "article"
    taken = set(session.scalars(slugs_starting(stem)))
    if stem not in taken:
        return stem
    return next(
        numbered
        for number in range(2, len(taken) + 3)
        if (numbered := f"{stem}-{number}") not in taken
    )


def _new_article(session: Session, title: str, wanted: str, by: Actor) -> Article:
    article = Article(
        slug=free_slug(session, wanted), title=title, created_by_id=by.id, author_id=by.id
    )
    session.add(article)
    session.flush()
    return article
