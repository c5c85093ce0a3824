"""How far the review of an article is, in a word or two."""

from models.reviews.review import ReviewState

BADGES: dict[ReviewState, tuple[str, str]] = {
    ReviewState.NONE: ("", ""),
    ReviewState.IN_REVIEW: ("In review", "blue"),
    ReviewState.SENT_BACK: ("Sent back", "orange"),
    ReviewState.APPROVED: ("Approved", "green"),
}
CHANGED = ("Approval needed", "orange")


def review_badge(state: ReviewState, *, is_approved: bool) -> str:
    """Markdown; empty when nobody asked for review. `is_approved`: all that readers would see."""
    name, colour = BADGES[state]
    if state is ReviewState.APPROVED and not is_approved:
        name, colour = CHANGED
    elif state is not ReviewState.NONE and is_approved:
        name, colour = BADGES[ReviewState.APPROVED]
    return f":{colour}-badge[{name}]" if name else ""
