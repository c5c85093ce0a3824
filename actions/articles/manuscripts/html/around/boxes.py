"""Strips and boxes inside an article that are no part of it, judged by what they are made of."""

import re

from bs4 import Tag

from actions.articles.manuscripts.furniture import (
    AUTHOR,
    COMMENTS,
    CONTROLS,
    DETAILS,
    FOOT,
    FORM,
    HIDDEN,
    OTHERS,
    ROLE_RULES,
    SIDE,
    TAG_RULES,
    reason_for_class,
    reason_for_line,
)
from actions.articles.manuscripts.html.around.cards import (
    heading_left,
    is_card,
    is_column_of_others,
    leads_to_one,
)
from actions.articles.manuscripts.html.around.labels import is_about_author, is_label
from actions.articles.manuscripts.html.around.places import (
    FORMS,
    MOSTLY_LINKS,
    ends,
    is_below_text,
)
from actions.articles.manuscripts.html.around.rails import is_list_of_titles, is_rail
from actions.articles.manuscripts.html.around.strips import (
    is_comment,
    is_panel,
    is_sharing,
    is_strip_of_links,
    is_talk,
    kind_of_strip,
    said_again_in,
)
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    HEADINGS,
    attribute,
    contains_tag,
    is_inside,
    tags_of,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

_LINES = HEADINGS | {"p"}
_PARAGRAPHS = _LINES | {"dt", "blockquote", "figcaption", "td"}
_UNPARTED = _LINES | {"ul", "ol", "dl", "pre", "blockquote"}
"""Kept or left out as one: an item or a heading is never judged alone."""
_BOXES = (BLOCKS | {"menu"}) - HEADINGS - {"li", "dt", "dd", "tr", "td", "th", "tbody", "thead"}
_TITLES = frozenset({"h1", "article"})
_ASKING = frozenset({"button", "input"})
_LONGEST_BOX = 80
"""Words. A longer box of prose is read as part of the article whatever it is called."""
_MOST_IN_GALLERY = 6
"""Paragraphs of prose around the buttons of a gallery."""
_COUNTED = re.compile(r"(comments|replies) ?\(?\d+|\d+ (comments?|replies)\b", re.IGNORECASE)
_MOMENT = re.compile(r"\b(19|20)\d\d\b|\b\d{1,2}:\d\d\b")


def boxes_out(root: Tag, evidence: Evidence) -> list[LeftOut]:
    """Strips and boxes inside the article that are no part of it."""
    left_out: list[LeftOut] = []
    waiting = list(tags_of(root))[::-1]
    holders: list[Tag | None] = []
    while waiting:
        tag = waiting.pop()
        reason = _reason(tag, evidence) if tag.name in _BOXES else ""
        if reason:
            left_out.append(LeftOut(visible_text(tag), reason))
            gallery = tag.parent if reason == CONTROLS else None
            holders += [tag.parent] if reason == OTHERS else []
            tag.replace_with(" ")  # what stood around it is two words
            if gallery is not None and gallery is not root and _is_gallery(gallery, evidence):
                left_out += said_again_in(gallery)
        elif tag.name not in _UNPARTED:
            waiting += list(tags_of(tag))[::-1]
    return [*left_out, *(item for holder in holders for item in heading_left(holder, root))]


def _is_gallery(holder: Tag, evidence: Evidence) -> bool:
    """What holds such buttons, and no more than a gallery says."""
    is_box = holder.name == "div" and not contains_tag(holder, _TITLES)
    return is_box and evidence[holder].prose <= _MOST_IN_GALLERY


def _reason(tag: Tag, evidence: Evidence) -> str:
    """Why a block is no part of the article it stands in, or "" when it is."""
    found = evidence[tag]
    by_tag = "" if _is_checklist(tag) else TAG_RULES.get(tag.name, "")
    by_tag = by_tag or ROLE_RULES.get(attribute(tag, "role").lower(), "")
    if reason := _reason_by_make(tag, evidence):
        return reason
    by_name = reason_for_class([*attribute(tag, "class").split(), *_hooks(tag)])
    is_other = is_card(tag, evidence)
    is_strip = not found.prose and (
        is_sharing(tag)
        or (not (found.links > 1 and leads_to_one(tag)) and is_strip_of_links(tag, evidence))
    )
    if not (by_tag or by_name or is_strip or is_other) and not contains_tag(tag, FORMS):
        return ""
    if is_inside(tag, _PARAGRAPHS):
        return ""
    if contains_tag(tag, _TITLES) and not (is_other and tag.name in {"ul", "ol"}):
        return ""
    if by_name and not (found.prose or by_tag or _is_made_so(tag, by_name, evidence)):
        by_name = ""
    if is_other or not found.prose:
        kind = kind_of_strip(tag, evidence) if is_strip else ""
        return OTHERS if is_other else by_tag or by_name or kind
    return _reason_for_prose(tag, by_tag, by_name, evidence)


def _reason_by_make(tag: Tag, evidence: Evidence) -> str:
    """What it is made of says all, whatever it is called."""
    if is_column_of_others(tag, evidence):
        return SIDE
    if is_list_of_titles(tag) or (is_rail(tag, evidence) and is_below_text(tag, evidence)):
        return OTHERS
    if contains_tag(tag, _TITLES):
        return ""
    if is_label(tag, evidence):
        return DETAILS
    if not evidence[tag].prose and is_panel(tag):
        return CONTROLS
    by_whom = COMMENTS if is_talk(tag) or is_comment(tag) else ""
    by_whom = AUTHOR if is_about_author(tag) else by_whom
    is_last = bool(by_whom) and ends(tag, evidence) and is_below_text(tag, evidence)
    return by_whom if is_last else ""


def _reason_for_prose(tag: Tag, by_tag: str, by_name: str, evidence: Evidence) -> str:
    words = len(spaced_words(visible_text(tag)))
    is_form = tag.name == "form" and not _is_checklist(tag)
    if is_form or (contains_tag(tag, FORMS) and words <= _LONGEST_BOX):
        return (by_name or FORM) if words <= _LONGEST_BOX else ""
    is_linked = evidence[tag].density > MOSTLY_LINKS
    is_foot = by_tag == FOOT and ends(tag, evidence)
    is_unopened = by_tag == HIDDEN and words <= _LONGEST_BOX
    if by_tag and (is_linked or is_foot or is_unopened):
        return by_tag
    return by_name if by_name and _is_box(tag, by_name, words, evidence) else ""


def _is_checklist(tag: Tag) -> bool:
    """A form of boxes to tick, with nothing to write in or to send, is a list."""
    return tag.name == "form" and not contains_tag(tag, FORMS | _ASKING | {"select"} - {"form"})


def _is_made_so(tag: Tag, reason: str, evidence: Evidence) -> bool:
    """Besides its name it has what furniture has: mostly links, a button, a date, a known line."""
    words = visible_text(tag)
    is_linked = evidence[tag].density >= MOSTLY_LINKS
    if is_linked or contains_tag(tag, _ASKING | FORMS | {"time"}) or reason_for_line(words):
        return True
    found = {DETAILS: _MOMENT.search, COMMENTS: _COUNTED.match}.get(reason)
    return bool(found and found(words))


def _hooks(tag: Tag) -> list[str]:
    return [f"hook-{hook}" for hook in attribute(tag, "data-hook").split()]


def _is_box(tag: Tag, reason: str, words: int, evidence: Evidence) -> bool:
    """A name is believed where the block is also shaped and placed like what it names."""
    if reason == COMMENTS:
        return _is_repeated(tag) or contains_tag(tag, FORMS | {"time"})
    if words > _LONGEST_BOX:
        return evidence[tag].density > MOSTLY_LINKS
    if reason == AUTHOR:
        return ends(tag, evidence)
    return contains_tag(tag, _ASKING) or evidence[tag].density > MOSTLY_LINKS


def _is_repeated(tag: Tag) -> bool:
    kinds = [
        attribute(each, "class") for each in tag.find_all(["li", "article", "div"], class_=True)
    ]
    return any(kinds.count(kind) > 1 for kind in set(kinds))
