"""The one table of what can be done to an article, from where, and by whom."""

from dataclasses import dataclass
from enum import StrEnum

from models.articles.article import ArticleState
from models.reviews.review import ReviewState
from models.staff.member import Actor, Permission, Role


class Move(StrEnum):
    SUBMIT = "submit for review"
    TAKE_BACK = "take back the request for review"
    APPROVE = "approve"
    SEND_BACK = "send back"
    SIGN_OFF = "sign off"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    SCHEDULE_PUBLISHING = "schedule publishing"
    SCHEDULE_WITHDRAWAL = "schedule withdrawal"
    TRASH = "move to trash"
    RESTORE = "restore"


IN_USE = frozenset(ArticleState) - {ArticleState.TRASH}
ANY = frozenset(ReviewState)


@dataclass(frozen=True, slots=True)
class Transition:
    """Who may, and in which states; `role` is asked for besides the permission."""

    needs: Permission
    states: frozenset[ArticleState] = IN_USE
    reviews: frozenset[ReviewState] = ANY
    role: Role | None = None

    def fits(self, state: ArticleState, review: ReviewState) -> bool:
        return state in self.states and review in self.reviews

    def lets(self, by: Actor) -> bool:
        return by.may(self.needs) and self.role in {None, by.role}


RULES: dict[Move, Transition] = {
    Move.SUBMIT: Transition(Permission.EDIT_ARTICLES, reviews=ANY - {ReviewState.IN_REVIEW}),
    Move.TAKE_BACK: Transition(
        Permission.EDIT_ARTICLES, reviews=frozenset({ReviewState.IN_REVIEW})
    ),
    Move.APPROVE: Transition(Permission.APPROVE_ARTICLES),
    Move.SEND_BACK: Transition(Permission.APPROVE_ARTICLES),
    Move.SIGN_OFF: Transition(Permission.APPROVE_ARTICLES, role=Role.CLINICIAN),
    Move.PUBLISH: Transition(Permission.PUBLISH_ARTICLES),
    Move.WITHDRAW: Transition(Permission.PUBLISH_ARTICLES, frozenset({ArticleState.PUBLISHED})),
    Move.SCHEDULE_PUBLISHING: Transition(Permission.PUBLISH_ARTICLES),
    Move.SCHEDULE_WITHDRAWAL: Transition(Permission.PUBLISH_ARTICLES),
    Move.TRASH: Transition(Permission.EDIT_ARTICLES),
    Move.RESTORE: Transition(Permission.EDIT_ARTICLES, frozenset({ArticleState.TRASH})),
}


def moves_open_to(by: Actor, state: ArticleState, review: ReviewState) -> frozenset[Move]:
    """What this person can do now. Trashing a public article withdraws it, and needs that right."""
    found = {move for move, rule in RULES.items() if rule.lets(by) and rule.fits(state, review)}
    if state is ArticleState.PUBLISHED and not by.may(Permission.PUBLISH_ARTICLES):
        found.discard(Move.TRASH)
    return frozenset(found)
