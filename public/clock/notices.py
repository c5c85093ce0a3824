"""Telling the desk that somebody wrote, by each channel that the clinic chose."""

import json
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

import settings
from actions.notices.sending import Leased, forget_old, has_old, has_work, lease, record_delivery
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.setting import settings_named
from models.notices.notice import Channel
from public.clock.mailing import post_mail
from public.clock.sending import send_apart, send_each
from public.clock.webhook import call_webhook

NEEDED = ("mail_recipients", "webhook_url", "webhook_secret_number", "webhook_may_be_private")


def send_notices() -> None:
    """A thread for each channel: a slow one holds up none."""
    for channel in Channel:
        send_apart(channel, partial(has_work, channel=channel), partial(send_all, channel))


def send_all(channel: Channel) -> None:
    send_each(partial(_lease, channel), _send, _record, "notice")


def _lease(channel: Channel, session: Session) -> tuple[Leased, dict[str, Any]] | None:
    """With what the clinic chose, as it stands then."""
    leased = lease(session, channel)
    return (leased, settings_named(session, NEEDED)) if leased else None


def _record(session: Session, sent: tuple[Leased, dict[str, Any]], failure: str) -> None:
    record_delivery(session, sent[0].id, failure)


def _send(wanted: tuple[Leased, dict[str, Any]]) -> None:
    """Errors: NotDelivered."""
    leased, chosen = wanted
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
