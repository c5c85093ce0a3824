"""The review packet: an article with its claims and its review, in one file to read elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

from sqlalchemy.orm import Session

import settings
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts.writing import article_html, page_html
from actions.articles.publishing import article_in_use
from models.articles.article import Article
from models.base.table import now
from models.claims.claim import Claim, claims_of
from models.clinic.moments import clinic_today
from models.reviews.review import Review, ReviewState, Ruling, SignOff, sign_offs_of
from models.reviews.standing import Standing, standings_of
from models.staff.log import record
from models.staff.member import ROLE_TITLES, Actor, Permission

STYLE = (
    "body{font:17px/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;font-size:15px}"
    "th,td{border:1px solid #999;padding:.35rem .5rem;text-align:left;vertical-align:top}"
    "img{max-width:100%;height:auto}"
)
STATES = {
    ReviewState.NONE: "Nobody has asked for a review.",
    ReviewState.IN_REVIEW: "In review.",
    ReviewState.SENT_BACK: "Sent back.",
    ReviewState.APPROVED: "Approved.",
}


def packet_html(session: Session, article_id: int, *, by: Actor) -> str:
    """One page without script or outside file. Errors: ArticleGone."""
    by.must(Permission.READ_ARTICLES)
    article = article_in_use(session, article_id)
    record(session, by, "article.packet_taken", subject=f"article:{article.id}")
    body = "\n".join(_parts(session, article))
    head = f'<meta charset="utf-8">\n<title>{escape(article.title)}: for review</title>'
    return page_html(f"{head}\n<style>{STYLE}</style>", body)


def packet_docx(session: Session, article_id: int, *, by: Actor) -> bytes:
    """The same for Word. Errors: ArticleGone."""
    by.must(Permission.READ_ARTICLES)
    from actions.articles.manuscripts.word.writing import html_to_docx  # noqa: PLC0415  few ask for Word

    title = article_in_use(session, article_id).title
    return html_to_docx(title, packet_html(session, article_id, by=by))


def _parts(session: Session, article: Article) -> Iterator[str]:
    manuscript = manuscript_of(session, article)
    review = session.get(Review, article.id)
    signed = session.scalars(sign_offs_of(article.id)).first()
    yield f"<h1>For review: {escape(manuscript.title)}</h1>"
    yield f"<p>For review at {escape(settings.CLINIC_NAME)}, as saved by {_when(now())}.</p>"
    yield f"<p>{STATES[review.state if review else ReviewState.NONE]} {_sign_off(signed)}</p>"
    yield "<h2>How each part stands</h2>"
    yield _table(("Part", "Standing", "Reason"), map(_row, standings_of(session, article.id)))
    yield "<h2>The text</h2>"
    yield article_html(manuscript)
    claims = session.scalars(claims_of(article.id)).all()
    yield "<h2>Claims and sources</h2>"
    heads = ("Sentence", "Rests on", "Grade", "State")
    yield _table(heads, map(_claim, claims)) if claims else "<p>No claim is marked.</p>"


def _sign_off(signed: SignOff | None) -> str:
    if signed is None:
        return "No clinician has signed it off."
    day, due = f"{signed.reviewed_on:%d %B %Y}", f"{signed.due_on:%d %B %Y}"
    return f"Last signed off by {escape(signed.name)} on {day}; next review due {due}."


def _row(part: Standing) -> tuple[str, str, str]:
    verdict = part.verdict
    if verdict is None:
        return part.name, "Not approved yet", ""
    name = verdict.given_by.full_name if verdict.given_by else "the operator"
    role = f" ({ROLE_TITLES[verdict.role].lower()})" if verdict.role else ""
    ruled = "Approved" if verdict.ruling is Ruling.APPROVED else "Sent back"
    changed = "" if part.is_current else ". Changed since"
    return part.name, f"{ruled} by {name}{role}, {_when(verdict.given_at)}{changed}", verdict.reason


def _claim(claim: Claim) -> tuple[str, ...]:
    sources = [
        ", ".join(str(fact) for fact in (each.title, each.year, each.url) if fact)
        for each in claim.sources
        if each.removed_at is None
    ]
    reviewer = f", {claim.reviewed_by.full_name}" if claim.reviewed_by else ""
    state = claim.state(clinic_today()).replace("_", " ")
    return claim.sentence, "; ".join(sources), claim.grade.replace("_", " "), state + reviewer


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["".join(f"<th>{escape(head)}</th>" for head in heads)]
    lines += ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(settings.TIMEZONE):%d %B %Y %H:%M %Z}"
