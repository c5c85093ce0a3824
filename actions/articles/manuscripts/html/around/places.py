"""Where a block stands: what it is called, and whether the article goes on above or below it."""

from bs4 import Tag

from actions.articles.manuscripts.furniture import ROLE_RULES, TAG_RULES, reason_for_class
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import attribute, contains_tag, names_of

FORMS = frozenset({"form", "textarea"})
MOSTLY_LINKS = 0.5


def reason_left_out(tag: Tag) -> str:
    return (
        TAG_RULES.get(tag.name, "")
        or ROLE_RULES.get(attribute(tag, "role").lower(), "")
        or reason_for_class(names_of(tag))
    )


def ends(tag: Tag, evidence: Evidence) -> bool:
    """Whether no prose of the article follows."""
    following = (each for outer in [tag, *tag.parents] for each in outer.find_next_siblings())
    return not any(_is_text(each, evidence) for each in following)


def is_below_text(tag: Tag, evidence: Evidence) -> bool:
    above = (each for outer in [tag, *tag.parents] for each in outer.find_previous_siblings())
    return any(_is_text(each, evidence) for each in above)


def _is_text(tag: Tag, evidence: Evidence) -> bool:
    if not evidence[tag].prose or evidence[tag].density > MOSTLY_LINKS or tag.name == "aside":
        return False
    return not (reason_left_out(tag) or contains_tag(tag, FORMS))
