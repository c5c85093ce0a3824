"""How much waits in each panel beside the text: to mend, to answer, without a source."""

from actions.articles.problems import UNSOURCED
from actions.copy_checks.checking import checked
from desk.articles.open_article import OpenArticle
from models.base.database import reading
from models.claims.claim import claims_of
from models.clinic.moments import clinic_today
from models.comments.comment import open_threads
from models.reviews.review import ReviewState
from models.staff.member import Actor, Permission


def panel_counts(found: OpenArticle, by: Actor) -> dict[str, int]:
    """Of the saved text; panels in which nothing waits are 0."""
    article_id, today = found.article.id, clinic_today()
    with reading() as session:
        findings = checked(session, article_id, found.saved).findings
        claims = session.scalars(claims_of(article_id)).all()
        threads = session.scalar(open_threads(article_id)) or 0
    state, is_approved = found.review
    waits = state is ReviewState.IN_REVIEW and not is_approved
    return {
        "Checks": sum(each.is_blocking for each in findings),
        "Claims": sum(each.state(today) in UNSOURCED for each in claims),
        "Comments": threads,
        "Review": int(waits and by.may(Permission.APPROVE_ARTICLES)),
    }
