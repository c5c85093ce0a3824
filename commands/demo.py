"""A desk to try things on: articles, enquiries and one account per role, all invented."""

from typing import Annotated

import typer
from sqlalchemy.orm import Session

import settings
from actions.articles.importing import import_article, prepared_pictures
from actions.articles.manuscripts import read_manuscripts
from actions.articles.publishing import publish_article
from actions.intake.demo import make_enquiries
from actions.staff.accounts import add_staff, new_member
from actions.staff.passwords import fresh_hash
from commands.failure import CommandFailed
from commands.output import print_json
from commands.pictures import with_pictures_from
from models.articles.list import article_using
from models.articles.manuscript import Manuscript
from models.base.database import writing
from models.enquiries.listing.count import how_many_enquiries
from models.staff.log import entries_of
from models.staff.member import OPERATOR, Role, all_staff

ARTICLES = settings.ROOT / "data" / "articles"
PASSWORD = "an open door in spring"  # noqa: S105  told to everybody, in the README
PEOPLE = {
    "ed": ("Edith Marsh", Role.EDITOR),
    "cleo": ("Dr Cleo Adeyemi", Role.CLINICIAN),
    "fay": ("Fay Lindqvist", Role.FRONT_DESK),
    "mo": ("Mo Haddad", Role.MANAGER),
    "ada": ("Ada Brook", Role.ADMINISTRATOR),
}


def demo(
    *,
    enquiries: Annotated[int, typer.Option(help="How many enquiries to end with.", min=0)] = 5000,
    json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")] = False,
) -> None:
    """Fill a database with articles, enquiries and one account per role, to try things on."""
    manuscripts = [_read(file.name) for file in sorted(ARTICLES.glob("*.md"))]
    password_hash = fresh_hash(PASSWORD)
    with writing() as session:
        _refuse_a_real_desk(session)
        _add_people(session, password_hash)
        _add_articles(session, manuscripts)
        there = session.scalars(how_many_enquiries()).one()
        made = make_enquiries(session, max(0, enquiries - there), by=OPERATOR)
    counts = (len(manuscripts), there + made, len(PEOPLE))
    filled = dict(zip(("articles", "enquiries", "accounts"), counts, strict=True))
    if json:
        print_json(filled)
    else:
        print(", ".join(f"{count:,} {what}" for what, count in filled.items()))


def _read(name: str) -> Manuscript:
    (manuscript,) = read_manuscripts((ARTICLES / name).read_bytes(), name)
    return with_pictures_from(ARTICLES, manuscript)


def _refuse_a_real_desk(session: Session) -> None:
    if not _was_made_here(session) and session.scalars(how_many_enquiries()).one():
        raise CommandFailed(
            "This database holds real enquiries. Give the demo one of its own: "
            "COPYDESK_DATABASE=data/demo/copydesk.sqlite python manage.py demo"
        )


def _was_made_here(session: Session) -> bool:
    return session.scalars(entries_of("demo.made")).first() is not None


def _add_people(session: Session, password_hash: str) -> None:
    """Only where nobody works: accounts whose password everybody knows have no place beside."""
    if session.scalars(all_staff()).first() is not None:
        return
    for username, (full_name, role) in PEOPLE.items():
        email = f"{username}@clinic.example"
        member = new_member(username=username, full_name=full_name, email=email, role=role)
        add_staff(session, member, password_hash=password_hash, by=OPERATOR)


def _add_articles(session: Session, manuscripts: list[Manuscript]) -> None:
    for manuscript in manuscripts:
        if session.scalars(article_using(manuscript.slug)).first() is None:
            pictures = prepared_pictures(manuscript)
            article = import_article(session, manuscript, pictures=pictures, by=OPERATOR)
            session.flush()
            publish_article(session, article.id, by=OPERATOR)
