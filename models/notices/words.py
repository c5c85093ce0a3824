"""What the reasons why a notification did not get through are called, and what to do."""

FAILURES: dict[str, str] = {
    "unreachable": "the server could not be reached",
    "private": "its address lies in a private network, which is not allowed here",
    "redirected": "it sent us elsewhere, which we do not follow",
    "password": "the mail server refused our name or password",
    "recipients": "the mail server refused every recipient",
    "certificate": "the server's certificate cannot be trusted",
    "unencrypted": "the mail server offers no encryption, and we send no password in the clear",
}


def said_of(failure: str) -> str:
    """In words; an answer's number as it is."""
    return FAILURES.get(failure, f"it {failure}")


def why_not_mailed(failure: str) -> str:
    """The same of a mail to one person, for who wrote it."""
    kind, _, number = failure.partition(" ")
    if kind == "answered":
        again = "could not take it now" if number.startswith("4") else "refused it"
        return f"the mail server {again} ({number})" if number > "0" else FAILURES["unreachable"]
    if failure == "recipients":
        return "the mail server refused this address; look how it is written"
    return said_of(failure)
