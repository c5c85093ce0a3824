"""What the desk calls the things that it tells a colleague."""

from models.notices.staff_notice import NoticeKind

SAID: dict[NoticeKind, str] = {
    NoticeKind.ASKED: "A review is asked of you",
    NoticeKind.SENT_BACK: "Sent back to you",
    NoticeKind.APPROVED: "Every part is approved",
    NoticeKind.MENTIONED: "You are mentioned in a comment",
    NoticeKind.ANSWERED: "Your comment was answered",
    NoticeKind.LIVE: "It went live",
    NoticeKind.NOT_PUBLISHED: "It was not published as scheduled",
    NoticeKind.LIST_READY: "Your list is ready",
    NoticeKind.LIST_STOPPED: "Your list no longer comes by itself",
}


def counted(kind: NoticeKind, number: int) -> str:
    """“Sent back to you”, “Sent back to you: 3”."""
    return SAID[kind] if number == 1 else f"{SAID[kind]}: {number}"
