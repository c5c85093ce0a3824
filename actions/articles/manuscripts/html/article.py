"""Finding the article on its page by what its parts are made of."""

from bs4 import Tag

from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import tags_of

NEARLY_AS_GOOD = 0.75
FEWEST_ALIKE = 3
MOST_LINKED = 0.34
WEAKER_PARENT = 3


def holders_of(body: Tag, evidence: Evidence) -> list[Tag]:
    """The tags, side by side on the page, that hold the article; the whole body when unsure."""
    top = _top(body, evidence)
    if top is None or top is body or top.parent is None:
        return [body]
    return _with_siblings(top, evidence)


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
    """An <article> around it with more prose is the article, unless the rest is mostly links."""
    for outer in top.parents:
        if outer is body or outer is body.parent:
            break
        is_marked = outer.name == "article" or outer.get("itemprop") == "articleBody"
        if is_marked and evidence[outer].density < MOST_LINKED:
            return outer
    return top


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
    is_like = tag.name == top.name and tag.get("class") == top.get("class")
    enough = max(10.0, evidence[top].score * (0.1 if is_like else 0.2))
    if tag.name in {"p", "blockquote", "pre"}:
        return found.prose > 0
    return found.prose > 0 and (found.score >= enough or not tag.get("class"))
