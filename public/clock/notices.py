"""Telling the desk that somebody wrote, in a thread for each channel: a slow one holds up none."""

import json
from logging import WARNING
from threading import Thread

import settings
from actions.notices.sending import Leased, forget_old, has_old, has_work, lease, record_delivery
from logs import note
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.setting import settings_named
from models.notices.notice import Channel
from public.clock.mailing import post_mail
from public.clock.webhook import NotDelivered, call_webhook

AT_ONCE = 20
NEEDED = ("mail_recipients", "webhook_url", "webhook_secret_number", "webhook_may_be_private")
_threads: dict[Channel, Thread] = {}


def send_notices() -> None:
    """For the timetable: returns at once, whatever a server does to us."""
    for channel in Channel:
        thread = _threads.get(channel)
        if thread and thread.is_alive():
            continue
        with reading() as session:
            is_needed = has_work(session, channel)
        if is_needed:
            _threads[channel] = Thread(target=send_all, args=(channel,), daemon=True)
            _threads[channel].start()


def send_all(channel: Channel) -> None:
    """Each is leased before it is sent, so that another process never sends it too."""
    for _ in range(AT_ONCE):
        with writing() as session:
            leased = lease(session, channel)
            chosen = settings_named(session, NEEDED)
        if leased is None:
            return
        failure = _failure(leased, chosen)
        with writing() as session:
            record_delivery(session, leased.id, failure)


def _failure(leased: Leased, chosen: dict[str, object]) -> str:
    """Empty when it was delivered. Errors of any kind are a failure: it will be tried again."""
    try:
        if leased.channel is Channel.MAIL:
            post_mail(leased, chosen["mail_recipients"])
        else:
            call_webhook(
                str(chosen["webhook_url"]),
                _payload(leased),
                delivery=leased.id,
                secret=settings.derived_secret(f"webhook {chosen['webhook_secret_number']}"),
                may_be_private=bool(chosen["webhook_may_be_private"]),
            )
    except NotDelivered as failed:
        return failed.why
    except Exception as error:  # noqa: BLE001  whatever a foreign server made of it
        note("notice failed", level=WARNING, error=error)
        return "unreachable"
    return ""


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
