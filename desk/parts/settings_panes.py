"""What the clinic decides for itself, one tab for each kind."""

from collections.abc import Callable

from desk.parts.booking_settings import booking_settings
from desk.parts.copy_settings import copy_settings
from desk.parts.hours_settings import hours_settings
from desk.parts.notice_settings import notice_settings
from desk.parts.privacy_settings import privacy_settings
from desk.parts.reply_settings import reply_settings
from desk.parts.review_settings import review_settings
from desk.parts.risk_settings import risk_settings
from models.staff import Actor

PANES: dict[str, Callable[[Actor], None]] = {
    "Booking form": booking_settings,
    "Clinic hours": hours_settings,
    "Replies": reply_settings,
    "Risk": risk_settings,
    "Copy checks": copy_settings,
    "Notifications": notice_settings,
    "Privacy": privacy_settings,
    "Review": review_settings,
}
