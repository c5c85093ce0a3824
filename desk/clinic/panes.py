"""What the clinic decides for itself, one tab for each kind."""

from collections.abc import Callable

from desk.clinic.booking import booking_settings
from desk.clinic.hours import hours_settings
from desk.copy_checks.settings import copy_settings
from desk.enquiries.reply_settings import reply_settings
from desk.enquiries.risk_settings import risk_settings
from desk.notices.settings import notice_settings
from desk.privacy.settings import privacy_settings
from desk.reviews.settings import review_settings
from desk.staff.second_factor_settings import sign_in_settings
from models.staff.member import Actor, Permission

PANES: dict[str, Callable[[Actor], None]] = {
    "Booking form": booking_settings,
    "Clinic hours": hours_settings,
    "Replies": reply_settings,
    "Risk": risk_settings,
    "Copy checks": copy_settings,
    "Notifications": notice_settings,
    "Privacy": privacy_settings,
    "Review": review_settings,
    "Sign-in": sign_in_settings,
}


def panes_for(by: Actor) -> dict[str, Callable[[Actor], None]]:
    """How people sign in is for administrators to say."""
    hidden = set() if by.may(Permission.MANAGE_STAFF) else {"Sign-in"}
    return {title: draw for title, draw in PANES.items() if title not in hidden}
