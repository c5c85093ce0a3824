"""How far the review of an article is, in a word or two."""

from desk.widgets.table.parts import Badge, Colour
from models.reviews.review import ReviewState

BADGES: dict[ReviewState, tuple[str, Colour]] = {
    ReviewState.NONE: ("", "gray"),
    ReviewState.IN_REVIEW: ("In review", "blue"),
    ReviewState.SENT_BACK: ("Sent back", "orange"),
    ReviewState.APPROVED: ("Approved", "green"),
}
CHANGED: tuple[str, Colour] = ("Approval needed", "orange")


def review_standing(state: ReviewState, *, is_approved: bool) -> Badge:
    """Without words when nobody asked for review. `is_approved`: all that readers would see."""
    if state is ReviewState.APPROVED and not is_approved:
        return Badge(*CHANGED)
    if state is not ReviewState.NONE and is_approved:
        return Badge(*BADGES[ReviewState.APPROVED])
    return Badge(*BADGES[state])


def review_badge(state: ReviewState, *, is_approved: bool) -> str:
    """The same in Markdown."""
    name, colour = review_standing(state, is_approved=is_approved)
    return f":{colour}-badge[{name}]" if name else ""
