"""Finding the invitation at the end of an article: its heading, its words and its button."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.articles.manuscripts.markdown.text import shown
from models.articles.manuscript import ManuscriptSection, spaced_words

LONGEST_INVITATION = 80
"""Words. A longer text before a button is a section of its own."""
LONGEST_LABEL = 7
LONGEST_HEADING = 14

_LABEL = re.compile(
    r"(book|schedule|request|reserve|make|arrange|contact|call|ring|email|get|enquire|inquire|ask|"
    r"start|begin|sign up|register|apply|order|buy|find out|learn|discover|talk|speak|message|"
    r"visit|download|try|join|see if|claim|refer|take|write to|send)\b.*|.*\b(now|today|here)!?",
    re.IGNORECASE,
)
_INVITING = re.compile(
    r".*([?!]|\b(ready|interested|questions?|book|contact|touch|talk|speak|call|appointment|visit|"
    r"schedule|consultation|next step|get started|help|enquire|learn more|let us|join us)\b).*",
    re.IGNORECASE,
)
_SHAPED = re.compile(r"[-*+>|]\s|\||\d{1,9}[.)]\s|.*\n.*\S")
_TELLING = re.compile(r"\d|[½¼¾]|\b(no|not|never|without|half|once|twice)\b", re.IGNORECASE)
_CLOSING = re.compile(r"[^.:;,…]*[^.:;,…\s]")


def is_button_label(line: str) -> bool:
    """A short line that asks for something and does not end like a sentence."""
    line = line.strip()
    return (
        0 < len(spaced_words(line)) <= LONGEST_LABEL
        and bool(_CLOSING.fullmatch(line))
        and bool(_LABEL.fullmatch(line))
    )


def with_call_to_action(sections: Sequence[ManuscriptSection]) -> tuple[ManuscriptSection, ...]:
    """Join each button to the invitation before it; the last line of all may be the button."""
    joined: list[ManuscriptSection] = []
    for section in _last_line_as_button(sections):
        if section.kind == "call_to_action" and joined:
            joined[-1:] = _invitation(joined[-1], section)
        else:
            joined.append(section)
    return tuple(joined)


def _last_line_as_button(sections: Sequence[ManuscriptSection]) -> list[ManuscriptSection]:
    if not sections or any(section.kind == "call_to_action" for section in sections):
        return list(sections)
    *before, last = sections
    paragraphs = [part for part in (last.heading, *last.body.split("\n\n")) if part]
    if last.kind != "text" or not paragraphs or not _is_button_line(paragraphs[-1]):
        return list(sections)
    button = ManuscriptSection("call_to_action", button_label=shown(paragraphs[-1]))
    if not last.body:
        return [*before, button]
    rest = replace(last, body="\n\n".join(last.body.split("\n\n")[:-1]))
    return [*before, *([rest] if rest.heading or rest.body else []), button]


def _is_button_line(paragraph: str) -> bool:
    """A list or a table is no button, however short, and neither is a dose or a warning."""
    if _SHAPED.match(paragraph) or _TELLING.search(paragraph):
        return False
    return is_button_label(shown(paragraph))


def _invitation(
    before: ManuscriptSection, button: ManuscriptSection
) -> tuple[ManuscriptSection, ...]:
    """A short section with a heading is the invitation itself; else its last lines may be."""
    if before.kind != "text":
        return before, button
    is_short = len(spaced_words(before.body)) <= LONGEST_INVITATION
    if is_short and _INVITING.fullmatch(before.heading):
        return (replace(button, heading=before.heading, body=before.body),)
    paragraphs = before.body.split("\n\n")
    for start in range(len(paragraphs) - 1, -1, -1):
        if len(spaced_words(" ".join(paragraphs[start:]))) > LONGEST_INVITATION:
            break
        if _is_heading_line(paragraphs[start]):
            rest = replace(before, body="\n\n".join(paragraphs[:start]))
            heading, body = shown(paragraphs[start]), "\n\n".join(paragraphs[start + 1 :])
            invitation = replace(button, heading=heading, body=body)
            return (rest, invitation) if rest.heading or rest.body else (invitation,)
    return before, button


def _is_heading_line(paragraph: str) -> bool:
    """One short line that asks or calls; a plain sentence ends with a full stop."""
    line = shown(paragraph)
    return (
        "\n" not in paragraph.strip()
        and not paragraph.startswith(("- ", "* ", ">", "|"))
        and len(spaced_words(line)) <= LONGEST_HEADING
        and bool(_INVITING.fullmatch(line))
        and ("?" in line or not line.endswith((".", ":", ";", ",")))
    )
