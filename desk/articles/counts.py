"""How much waits in each panel beside the text: to mend, to answer, without a source."""

from collections.abc import Mapping

from actions.articles.opening import OpenArticle
from actions.articles.problems import what_waits
from models.base.database import reading
from models.reviews.review import ReviewState
from models.staff.member import Actor, Permission


def panel_counts(found: OpenArticle, by: Actor) -> Mapping[str, int]:
    """Of the saved text; panels in which nothing waits are 0."""
    with reading() as session:
        waiting = what_waits(session, found.article.id, found.saved, by=by)
    state, is_approved = found.review
    waits = state is ReviewState.IN_REVIEW and not is_approved
    return {**waiting, "Review": int(waits and by.may(Permission.APPROVE_ARTICLES))}
