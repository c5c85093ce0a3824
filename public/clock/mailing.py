"""Mail: that somebody wrote, with no name and no word of it; and replies to one person each."""

import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from threading import Timer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import settings
from actions.notices.link_mail import LeasedLink
from actions.notices.replying import LeasedReply
from actions.notices.sending import Leased
from actions.notices.staff_mail import LeasedNotices
from actions.staff.links import link_address
from models.notices.staff_words import counted
from models.staff.access import LinkKind
from public.clock.webhook import NotDelivered

TIMEOUT = 15.0
LONGEST = 60.0
HOURS_TOLD = 48


def post_mail(leased: Leased, recipients: Any) -> None:
    """Errors: NotDelivered."""
    _post(_message(leased, list(recipients)))


def post_reply(leased: LeasedReply) -> None:
    """To one person, in the clinic's name. Errors: NotDelivered."""
    whose = formataddr((_one_line(settings.CLINIC_NAME), sender()))
    message = _begun(leased.subject, whose, leased.address, f"reply-{leased.id}")
    message.set_content(leased.body, cte="quoted-printable")  # every server takes ASCII
    _post(message)


def post_staff_mail(leased: LeasedNotices) -> None:
    """To one colleague: how much awaits them, and the way; no title and no words. As above."""
    many = sum(leased.counts.values())
    told = "one thing for you" if many == 1 else f"{many} things for you"
    message = _by_itself(told, leased.address, f"staff-{leased.ids[0]}-{leased.tries}")
    lines = [f"- {counted(kind, number)}" for kind, number in leased.counts.items()]
    message.set_content(
        "\n".join(lines) + f"\n\n{settings.PUBLIC_URL}/desk/notices\n\n"
        "You can switch these mails off under My account.\n"
    )
    _post(message)


def post_link(leased: LeasedLink) -> None:
    """To one colleague or somebody who is to become one. Errors: NotDelivered."""
    is_new = leased.kind is LinkKind.INVITATION
    told = "your account for Copydesk" if is_new else "choose a new password"
    message = _by_itself(told, leased.address, f"link-{leased.id}-{leased.tries}")
    unasked = "" if is_new else "\n\nDid you not ask for it? Then do nothing: your password stays."
    message.set_content(
        f"Username: {leased.username}\n\nChoose a password here. The link works once, "
        f"for {_lasting(leased.lasts)}:\n\n{link_address(leased.token)}{unasked}\n",
        cte="quoted-printable",
    )
    _post(message)


def _lasting(lasts: timedelta) -> str:
    hours = lasts // timedelta(hours=1)
    if hours > HOURS_TOLD:
        return f"{hours // 24} days"
    return "one hour" if hours == 1 else f"{hours} hours"


def _post(message: EmailMessage) -> None:
    """Errors: NotDelivered."""
    try:
        with _server() as server:
            refused = server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise NotDelivered("password") from error
    except smtplib.SMTPResponseException as error:
        raise NotDelivered(f"answered {error.smtp_code}") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise NotDelivered("recipients") from error
    except ssl.SSLError as error:
        raise NotDelivered("certificate") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered("unreachable") from error
    if refused:  # the others have it: sending again would tell them twice
        return


def _message(leased: Leased, recipients: Sequence[str]) -> EmailMessage:
    message = _by_itself(_told(leased), ", ".join(recipients), f"dispatch-{leased.id}")
    urgent = "\nAt least one needs a call today.\n" if leased.urgent else ""
    message.set_content(
        f"{_told(leased)}.\n{urgent}\n{settings.PUBLIC_URL}/desk/enquiries\n\n"
        "This message holds nothing that anybody wrote.\n"
    )
    return message


def _by_itself(told: str, to: str, name: str) -> EmailMessage:
    """One that nobody at the clinic wrote."""
    message = _begun(f"{settings.CLINIC_NAME}: {told}", sender(), to, name)
    message["Auto-Submitted"] = "auto-generated"
    return message


def _begun(subject: str, whose: str, to: str, name: str) -> EmailMessage:
    """`name` tells it from every other mail of ours."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    message = EmailMessage()
    message["Subject"] = _one_line(subject)
    message["From"] = whose
    message["To"] = to
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{name}@{host}>"
    return message


def _told(leased: Leased) -> str:
    if not leased.total:
        return "a test of the notifications"
    many = "1 new enquiry" if leased.total == 1 else f"{leased.total:,} new enquiries"
    return f"{many}, call today" if leased.urgent else many


def _one_line(words: str) -> str:
    return " ".join(words.split())


def sender() -> str:
    """The `from=` of the server's address, or one at the site's own host."""
    given = parse_qs(urlsplit(settings.SMTP_URL).query).get("from", [""])[0]
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return given or f"copydesk@{host}"


@contextmanager
def _server() -> Iterator[smtplib.SMTP]:
    """Encrypted from the start (smtps), or as soon as the server offers it (smtp).

    A password is never sent in the clear. Errors: NotDelivered, OSError, SMTPException.
    """
    parts = urlsplit(settings.SMTP_URL)
    host = parts.hostname or ""
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
    with _limited(server), _left(server):
        if parts.scheme == "smtp":
            _encrypt(server, context, must=bool(parts.username))
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


@contextmanager
def _left(server: smtplib.SMTP) -> Iterator[None]:
    """Whatever it answers to our leaving: what it took by then is not to be sent twice."""
    try:
        yield
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _encrypt(server: smtplib.SMTP, context: ssl.SSLContext, *, must: bool) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    elif must:
        raise NotDelivered("unencrypted")


@contextmanager
def _limited(server: smtplib.SMTP) -> Iterator[None]:
    """A server that answers drop by drop is cut off."""

    def cut() -> None:
        if server.sock:
            server.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(LONGEST, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
