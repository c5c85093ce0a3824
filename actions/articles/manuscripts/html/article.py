"""Finding the article on its page by what its parts are made of."""

from bs4 import Tag

from actions.articles.manuscripts.html.evidence import Evidence, is_named_furniture
from actions.articles.manuscripts.html.text import tags_of

NEARLY_AS_GOOD = 0.75
FEWEST_ALIKE = 3
MOST_LINKED = 0.34
WEAKER_PARENT = 3
FAR_MORE = 3
HARDLY_LINKED = 0.25
MOST_TAGS_OF_NOTE = 4


def holders_of(body: Tag, evidence: Evidence) -> list[Tag]:
    """The tags, side by side on the page, that hold the article; the whole body when unsure."""
    top = _top(body, evidence)
    if top is None or top is body or top.parent is None:
        return [body]
    return _with_siblings(_fuller(top, body, evidence), evidence)


def _fuller(top: Tag, body: Tag, evidence: Evidence) -> Tag:
    """What the page marks as an article elsewhere and says far more, however many links it has."""
    marked = [tag for tag in body.find_all("article") if top not in tag.descendants]
    best = max(marked, key=lambda tag: evidence[tag].unlinked, default=top)
    is_told = bool(evidence[best].prose) and top not in best.parents
    enough = FAR_MORE * evidence[top].unlinked
    return best if is_told and evidence[best].unlinked >= enough else top


def _top(body: Tag, evidence: Evidence) -> Tag | None:
    ranked = sorted(evidence.scored, key=lambda tag: evidence[tag].score, reverse=True)[:8]
    if not ranked:
        return None
    top = _shared(ranked, body, evidence)
    top = _climbed(top, body, evidence)
    while top is not body and top.parent is not None and _is_only_child(top, evidence):
        top = top.parent
    return _whole(top, body, evidence)


def _shared(ranked: list[Tag], body: Tag, evidence: Evidence) -> Tag:
    """Several parts nearly as good as the best are parts of one article."""
    top = ranked[0]
    enough = evidence[top].score * NEARLY_AS_GOOD
    alike = [tag for tag in ranked[1:] if evidence[tag].score >= enough]
    for outer in top.parents:
        if outer is body.parent:
            break
        inside = sum(any(outer is each for each in tag.parents) for tag in alike)
        if inside >= FEWEST_ALIKE:
            return outer
    return top


def _climbed(top: Tag, body: Tag, evidence: Evidence) -> Tag:
    last = evidence[top].score
    enough = last / WEAKER_PARENT
    outer = top.parent
    while outer is not None and top is not body and outer is not body.parent:
        score = evidence[outer].score
        if score < enough:
            break
        if score > last:
            return outer
        last = score
        outer = outer.parent
    return top


def _is_only_child(tag: Tag, evidence: Evidence) -> bool:
    if tag.parent is None or tag.parent.name in {"html", "[document]"}:
        return False
    others = [each for each in tags_of(tag.parent) if each is not tag]
    return not any(evidence[each].letters for each in others)


def _whole(top: Tag, body: Tag, evidence: Evidence) -> Tag:
    """What the page marks as its text around it is the article, unless much of it is links."""
    for outer in top.parents:
        if outer is body or outer is body.parent:
            break
        if evidence[outer].density < _most_linked(outer):
            return outer
    return top


def _most_linked(tag: Tag) -> float:
    """Of what is marked as the text. A <main> holds more than that where an <article> is in it."""
    if tag.name == "article" or tag.get("itemprop") == "articleBody":
        return MOST_LINKED
    return HARDLY_LINKED if tag.name == "main" and tag.find("article") is None else 0.0


def _with_siblings(top: Tag, evidence: Evidence) -> list[Tag]:
    """What stands beside it and is prose belongs to it, and so does what lies between."""
    assert top.parent is not None
    siblings = list(tags_of(top.parent))
    belongs = [tag is top or _is_prose(tag, top, evidence) for tag in siblings]
    first, last = belongs.index(True), len(belongs) - 1 - belongs[::-1].index(True)
    return [
        tag
        for number, tag in enumerate(siblings)
        if belongs[number] or (first < number < last and evidence[tag].density < MOST_LINKED)
    ]


def _is_prose(tag: Tag, top: Tag, evidence: Evidence) -> bool:
    found = evidence[tag]
    if tag.name in {"aside", "nav", "footer", "form"} or found.density > MOST_LINKED:
        return False
    if tag.name in {"p", "blockquote", "pre"} or not tag.get("class") or not found.prose:
        return found.prose > 0
    is_like = tag.name == top.name and tag.get("class") == top.get("class")
    enough = max(10.0, evidence[top].score * (0.1 if is_like else 0.2))
    return found.score >= enough or _is_section(tag, top, evidence) or _is_note(tag, evidence)


def _is_section(tag: Tag, top: Tag, evidence: Evidence) -> bool:
    """Several paragraphs in a holder of the same kind, called by no name of furniture."""
    is_text = tag.name == top.name and evidence[tag].prose >= FEWEST_ALIKE
    return is_text and not is_named_furniture(tag)


def _is_note(tag: Tag, evidence: Evidence) -> bool:
    """A warning or a correction in a plain box of its own, above or below the text."""
    is_plain = len(tag.find_all(True)) <= MOST_TAGS_OF_NOTE
    return is_plain and evidence[tag].density < HARDLY_LINKED and not is_named_furniture(tag)
