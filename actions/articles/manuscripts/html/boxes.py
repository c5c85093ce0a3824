"""Strips and boxes inside an article that are no part of it, judged by what they are made of."""

from bs4 import Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.assembling import BYLINE
from actions.articles.manuscripts.furniture import (
    AUTHOR,
    COMMENTS,
    CONTENTS,
    DETAILS,
    FORM,
    HIDDEN,
    LINKS,
    OTHERS,
    OTHERS_BEGIN,
    ROLE_RULES,
    TAG_RULES,
    reason_for_class,
    reason_for_line,
)
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.tables import holds_values
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
_FEWEST_LINKS = 2


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
            tag.extract()
        elif tag.name not in _UNPARTED:
            waiting += list(tags_of(tag))[::-1]
    return left_out


def _reason(tag: Tag, evidence: Evidence) -> str:
    """Why a block is no part of the article it stands in, or "" when it is."""
    found = evidence[tag]
    by_tag = TAG_RULES.get(tag.name, "") or ROLE_RULES.get(attribute(tag, "role").lower(), "")
    by_name = reason_for_class([*attribute(tag, "class").split(), *_hooks(tag)])
    is_strip = not found.prose and _is_strip_of_links(tag, evidence)
    is_card = found.links > 1 and _is_card(tag)
    if not (by_tag or by_name or is_strip or is_card) and not contains_tag(tag, _FORMS):
        return ""
    if is_inside(tag, _PARAGRAPHS) or contains_tag(tag, _TITLES):
        return ""
    if is_card or not found.prose:
        return OTHERS if is_card else by_tag or by_name or (_kind_of_strip(tag) if is_strip else "")
    return _reason_for_prose(tag, by_tag, by_name, evidence)


def _reason_for_prose(tag: Tag, by_tag: str, by_name: str, evidence: Evidence) -> str:
    words = len(spaced_words(visible_text(tag)))
    if tag.name == "form" or (contains_tag(tag, _FORMS) and words <= _LONGEST_BOX):
        return (by_name or FORM) if words <= _LONGEST_BOX else ""
    is_linked = evidence[tag].density > _MOSTLY_LINKS
    is_foot = tag.name == "footer" and _ends(tag, evidence)
    is_unopened = by_tag == HIDDEN and words <= _LONGEST_BOX
    if by_tag and (is_linked or is_foot or is_unopened):
        return by_tag
    return by_name if by_name and _is_box(tag, by_name, words, evidence) else ""


def _is_card(tag: Tag) -> bool:
    """Another page told in short: its picture, its headline, all linked to one address."""
    links = tag.find_all("a")
    addresses = {attribute(link, "href").strip() for link in links}
    is_one = len(addresses) == 1 and not addresses.pop().startswith("#")
    is_headed = any(is_inside(link, _HEADINGS) or contains_tag(link, _HEADINGS) for link in links)
    if not (is_one and is_headed) or any(map(is_button, links)):
        return False
    return len(spaced_words(tag.get_text(" "))) <= _LONGEST_BOX


def _kind_of_strip(tag: Tag) -> str:
    """What its links themselves say that they lead to, and no more than that."""
    links = [link for link in tag.find_all(["a", "span"]) if link.has_attr("href")]
    if all(len(attribute(link, "href")) > 1 and link.name == "span" for link in links):
        return CONTENTS
    told = [set(attribute(link, "rel").lower().split()) for link in links]
    if all(rel & {"author", "tag", "category"} for rel in told):
        return DETAILS
    return OTHERS if OTHERS_BEGIN.fullmatch(_said_before(tag)) else LINKS


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


def _is_text(tag: Tag, evidence: Evidence) -> bool:
    if not evidence[tag].prose or evidence[tag].density > _MOSTLY_LINKS or tag.name == "aside":
        return False
    return not (reason_left_out(tag) or contains_tag(tag, _FORMS))


def _is_strip_of_links(tag: Tag, evidence: Evidence) -> bool:
    """Links without a sentence between them, that neither a colon nor a heading leads to."""
    found = evidence[tag]
    if found.links < _FEWEST_LINKS or found.density < _MOSTLY_LINKS or tag.name in {"p", "dl"}:
        return False
    if tag.name == "table" and tag.find("th") is not None and holds_values(tag):
        return False
    if BYLINE.fullmatch(visible_text(tag)) or _leads_in(tag):
        return False
    before, said = _before(tag), _said_before(tag)
    is_headed = before is not None and before.name in _HEADINGS and tag.name in {"ul", "ol"}
    return not said.endswith(":") and (not is_headed or bool(OTHERS_BEGIN.fullmatch(said)))


def _before(tag: Tag) -> Tag | None:
    """The heading or paragraph that stands before it, wherever."""
    return next((p for p in tag.previous_elements if isinstance(p, Tag) and p.name in _LINES), None)


def _said_before(tag: Tag) -> str:
    before = _before(tag)
    return visible_text(before) if before is not None else ""


def _leads_in(tag: Tag) -> bool:
    """“See also:” before its first link is the writer’s own word for what follows."""
    first = next((p for p in tag.descendants if type(p) is NavigableString and p.strip()), None)
    return first is not None and first.strip().endswith(":") and not reason_for_line(first)
