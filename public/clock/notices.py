"""Telling the desk that somebody wrote, by each channel that the clinic chose."""

import json
from functools import partial

import settings
from actions.notices.sending import Leased, forget_old, has_old, has_work, lease, record_delivery
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.setting import settings_named
from models.notices.notice import Channel
from public.clock.mailing import post_mail
from public.clock.sending import AT_ONCE, failure_of, send_apart
from public.clock.webhook import call_webhook

NEEDED = ("mail_recipients", "webhook_url", "webhook_secret_number", "webhook_may_be_private")


def send_notices() -> None:
    """A thread for each channel: a slow one holds up none."""
    for channel in Channel:
        send_apart(channel, partial(has_work, channel=channel), partial(send_all, channel))


def send_all(channel: Channel) -> None:
    """Each is leased before it is sent, so that another process never sends it too."""
    for _ in range(AT_ONCE):
        with writing() as session:
            leased = lease(session, channel)
            chosen = settings_named(session, NEEDED)
        if leased is None:
            return
        failure = failure_of(partial(_send, leased, chosen), "notice")
        with writing() as session:
            record_delivery(session, leased.id, failure)


def _send(leased: Leased, chosen: dict[str, object]) -> None:
    """Errors: NotDelivered."""
    if leased.channel is Channel.MAIL:
        post_mail(leased, chosen["mail_recipients"])
        return
    call_webhook(
        str(chosen["webhook_url"]),
        _payload(leased),
        delivery=leased.id,
        secret=settings.derived_secret(f"webhook {chosen['webhook_secret_number']}"),
        may_be_private=bool(chosen["webhook_may_be_private"]),
    )


def _payload(leased: Leased) -> bytes:
    told = {
        "event": "enquiries.received" if leased.total else "test",
        "delivery": leased.id,
        "sent_at": now().isoformat(timespec="seconds"),
        "count": leased.total,
        "urgent": leased.urgent,
        "enquiries": list(leased.enquiries),
        "desk": f"{settings.PUBLIC_URL}/desk/enquiries",
    }
    return json.dumps(told).encode()


def sweep_notices() -> None:
    with reading() as session:
        if not has_old(session):
            return
    with writing() as session:
        forget_old(session)
