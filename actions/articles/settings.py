"""What surrounds an article's text: its address, its byline, how search engines show it."""

from dataclasses import asdict, dataclass
from typing import Self

from slugify import slugify
from sqlalchemy.orm import Session

from actions.articles.lifecycle import LONGEST_SLUG
from actions.articles.publishing import article_in_use
from models.articles.article import Article, FormerSlug
from models.articles.list import article_using
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import clean_line, clean_text
from models.staff.log import record
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class AboutArticle:
    """`share_image` is the SHA-256 of a stored picture."""

    byline: str = ""
    search_title: str = ""
    search_description: str = ""
    share_image: str | None = None

    @classmethod
    def of(cls, article: Article) -> Self:
        return cls(
            article.byline,
            article.search_title,
            article.search_description,
            article.share_image,
        )

    def cleaned(self) -> Self:
        """Errors: BadText, naming the field."""
        return type(self)(
            clean_line(self.byline, field="Byline", limit=200),
            clean_line(self.search_title, field="Search title", limit=200),
            clean_text(self.search_description, field="Search description", limit=500),
            self.share_image,
        )


class StaleSettings(Refused):
    """Somebody changed them after they were opened; carries what they are now."""

    def __init__(self, newest: int, about: AboutArticle) -> None:
        super().__init__("Somebody changed these settings meanwhile. Look at them again.")
        self.newest = newest
        self.about = about


class BadAddress(Refused):
    """This address cannot be used."""


def change_about(
    session: Session, article_id: int, about: AboutArticle, *, based_on: int, by: Actor
) -> int:
    """The new version number. Errors: StaleSettings, ArticleGone, BadText."""
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    now_there, wanted = AboutArticle.of(article), about.cleaned()
    if wanted == now_there:
        return article.version
    if article.version != based_on:
        raise StaleSettings(article.version, now_there)
    for field, value in asdict(wanted).items():
        setattr(article, field, value)
    article.version += 1
    article.updated_at = now()
    record(session, by, "article.about_changed", subject=f"article:{article.id}")
    return article.version


def change_address(session: Session, article_id: int, wanted: str, *, by: Actor) -> str:
    """The new slug; a once public one leads there for ever, in one step.

    The address of a public article changes at once, so that needs the right to publish.
    Errors: BadAddress, ArticleGone.
    """
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    slug = slugify(wanted, max_length=LONGEST_SLUG, word_boundary=True)
    if not slug:
        raise BadAddress("An address needs letters or digits, like knee-pain.")
    if slug == article.slug:
        return slug
    if article.first_published_at:
        by.must(Permission.PUBLISH_ARTICLES)
    _refuse_taken(session, slug, article_id)
    _leave_behind(session, article, slug)
    article.slug, article.updated_at = slug, now()
    record(session, by, "article.moved", subject=f"article:{article.id}")
    return slug


def _refuse_taken(session: Session, slug: str, article_id: int) -> None:
    for other in session.scalars(article_using(slug)):
        if other.id != article_id:
            raise BadAddress(f"Another article has or had the address “{slug}”. Choose another.")


def _leave_behind(session: Session, article: Article, slug: str) -> None:
    """Old addresses name the article, not its next address: so never a chain, never a loop."""
    if again := session.get(FormerSlug, slug):
        session.delete(again)
    if article.first_published_at:
        session.add(FormerSlug(slug=article.slug, article_id=article.id))
