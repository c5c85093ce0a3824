"""Strips and boxes inside an article that are no part of it, judged by what they are made of."""

import re

from bs4 import Tag

from actions.articles.manuscripts.furniture import (
    AUTHOR,
    COMMENTS,
    CONTROLS,
    DETAILS,
    FORM,
    HIDDEN,
    OTHERS,
    ROLE_RULES,
    TAG_RULES,
    reason_for_class,
    reason_for_line,
)
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.strips import (
    is_column_of_others,
    is_one_link,
    is_panel,
    is_strip_of_links,
    is_talk,
    kind_of_strip,
    said_again_in,
)
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    contains_tag,
    is_button,
    is_inside,
    names_of,
    tags_of,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = _HEADINGS | {"p"}
_PARAGRAPHS = _LINES | {"dt", "blockquote", "figcaption", "td"}
_UNPARTED = _LINES | {"ul", "ol", "dl", "pre", "blockquote"}
"""Kept or left out as one: an item or a heading is never judged alone."""
_BOXES = (BLOCKS | {"menu"}) - _HEADINGS - {"li", "dt", "dd", "tr", "td", "th", "tbody", "thead"}
_FORMS = frozenset({"form", "textarea"})
_TITLES = frozenset({"h1", "article"})
_ASKING = frozenset({"button", "input"})
_LONGEST_BOX = 80
"""Words. A longer box of prose is read as part of the article whatever it is called."""
_MOSTLY_LINKS = 0.5
_MOST_IN_GALLERY = 6
"""Paragraphs of prose around the buttons of a gallery."""
_COUNTED = re.compile(r"(comments|replies) ?\(?\d+|\d+ (comments?|replies)\b", re.IGNORECASE)
_MOMENT = re.compile(r"\b(19|20)\d\d\b|\b\d{1,2}:\d\d\b")


def reason_left_out(tag: Tag) -> str:
    return (
        TAG_RULES.get(tag.name, "")
        or ROLE_RULES.get(attribute(tag, "role").lower(), "")
        or reason_for_class(names_of(tag))
    )


def boxes_out(root: Tag, evidence: Evidence) -> list[LeftOut]:
    """Strips and boxes inside the article that are no part of it."""
    left_out: list[LeftOut] = []
    waiting = list(tags_of(root))[::-1]
    while waiting:
        tag = waiting.pop()
        reason = _reason(tag, evidence) if tag.name in _BOXES else ""
        if reason:
            left_out.append(LeftOut(visible_text(tag), reason))
            gallery = tag.parent if reason == CONTROLS else None
            tag.extract()
            if gallery is not None and gallery is not root and _is_gallery(gallery, evidence):
                left_out += said_again_in(gallery)
        elif tag.name not in _UNPARTED:
            waiting += list(tags_of(tag))[::-1]
    return left_out


def _is_gallery(holder: Tag, evidence: Evidence) -> bool:
    """What holds such buttons, and no more than a gallery says."""
    is_box = holder.name == "div" and not contains_tag(holder, _TITLES)
    return is_box and evidence[holder].prose <= _MOST_IN_GALLERY


def _reason(tag: Tag, evidence: Evidence) -> str:
    """Why a block is no part of the article it stands in, or "" when it is."""
    found = evidence[tag]
    by_tag = "" if _is_checklist(tag) else TAG_RULES.get(tag.name, "")
    by_tag = by_tag or ROLE_RULES.get(attribute(tag, "role").lower(), "")
    if not found.prose and is_panel(tag) and not contains_tag(tag, _TITLES):
        return CONTROLS
    if is_talk(tag) and _ends(tag, evidence) and _is_below_text(tag, evidence):
        return COMMENTS
    by_name = reason_for_class([*attribute(tag, "class").split(), *_hooks(tag)])
    is_one = found.links > 1 and _leads_to_one(tag)
    is_card = (is_one and bool(found.prose or tag.find("img"))) or is_one_link(tag)
    is_strip = not (found.prose or is_one) and is_strip_of_links(tag, evidence)
    if not (by_tag or by_name or is_strip or is_card) and not contains_tag(tag, _FORMS):
        return ""
    if is_inside(tag, _PARAGRAPHS) or (
        contains_tag(tag, _TITLES) and not is_column_of_others(tag, evidence)
    ):
        return ""
    if by_name and not (found.prose or by_tag or _is_made_so(tag, by_name, evidence)):
        by_name = ""
    if is_card or not found.prose:
        return OTHERS if is_card else by_tag or by_name or (kind_of_strip(tag) if is_strip else "")
    return _reason_for_prose(tag, by_tag, by_name, evidence)


def _reason_for_prose(tag: Tag, by_tag: str, by_name: str, evidence: Evidence) -> str:
    words = len(spaced_words(visible_text(tag)))
    is_form = tag.name == "form" and not _is_checklist(tag)
    if is_form or (contains_tag(tag, _FORMS) and words <= _LONGEST_BOX):
        return (by_name or FORM) if words <= _LONGEST_BOX else ""
    is_linked = evidence[tag].density > _MOSTLY_LINKS
    is_foot = tag.name == "footer" and _ends(tag, evidence)
    is_unopened = by_tag == HIDDEN and words <= _LONGEST_BOX
    if by_tag and (is_linked or is_foot or is_unopened):
        return by_tag
    return by_name if by_name and _is_box(tag, by_name, words, evidence) else ""


def _is_checklist(tag: Tag) -> bool:
    """A form of boxes to tick, with nothing to write in or to send, is a list."""
    return tag.name == "form" and not contains_tag(tag, _FORMS | _ASKING | {"select"} - {"form"})


def _is_made_so(tag: Tag, reason: str, evidence: Evidence) -> bool:
    """Besides its name it has what furniture has: mostly links, a button, a date, a known line."""
    words = visible_text(tag)
    is_linked = evidence[tag].density >= _MOSTLY_LINKS
    if is_linked or contains_tag(tag, _ASKING | _FORMS | {"time"}) or reason_for_line(words):
        return True
    found = {DETAILS: _MOMENT.search, COMMENTS: _COUNTED.match}.get(reason)
    return bool(found and found(words))


def _leads_to_one(tag: Tag) -> bool:
    """All its links lead to one page, its heading among them.

    With a picture or a sentence that is another page told in short, without it a mere heading.
    """
    links = tag.find_all("a")
    addresses = {attribute(link, "href").strip() for link in links}
    is_one = len(addresses) == 1 and not addresses.pop().startswith("#")
    is_headed = any(is_inside(link, _HEADINGS) or contains_tag(link, _HEADINGS) for link in links)
    if not (is_one and is_headed) or any(map(is_button, links)):
        return False
    return len(spaced_words(tag.get_text(" "))) <= _LONGEST_BOX


def _hooks(tag: Tag) -> list[str]:
    return [f"hook-{hook}" for hook in attribute(tag, "data-hook").split()]


def _is_box(tag: Tag, reason: str, words: int, evidence: Evidence) -> bool:
    """A name is believed where the block is also shaped and placed like what it names."""
    if reason == COMMENTS:
        return _is_repeated(tag) or contains_tag(tag, _FORMS | {"time"})
    if words > _LONGEST_BOX:
        return evidence[tag].density > _MOSTLY_LINKS
    if reason == AUTHOR:
        return _ends(tag, evidence)
    return contains_tag(tag, _ASKING) or evidence[tag].density > _MOSTLY_LINKS


def _is_repeated(tag: Tag) -> bool:
    kinds = [
        attribute(each, "class") for each in tag.find_all(["li", "article", "div"], class_=True)
    ]
    return any(kinds.count(kind) > 1 for kind in set(kinds))


def _ends(tag: Tag, evidence: Evidence) -> bool:
    """Whether no prose of the article follows."""
    following = (each for outer in [tag, *tag.parents] for each in outer.find_next_siblings())
    return not any(_is_text(each, evidence) for each in following)


def _is_below_text(tag: Tag, evidence: Evidence) -> bool:
    above = (each for outer in [tag, *tag.parents] for each in outer.find_previous_siblings())
    return any(_is_text(each, evidence) for each in above)


def _is_text(tag: Tag, evidence: Evidence) -> bool:
    if not evidence[tag].prose or evidence[tag].density > _MOSTLY_LINKS or tag.name == "aside":
        return False
    return not (reason_left_out(tag) or contains_tag(tag, _FORMS))
