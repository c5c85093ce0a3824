"""A page whose file shows words in its head, in a second body or behind its end has one body."""

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.html.text import is_inside, tags_named, tags_of

_UNSEEN = frozenset({"meta", "link", "script", "style", "title", "base", "template"})
_OF_HEAD = _UNSEEN | {"noscript"}


def gather_in_body(soup: BeautifulSoup) -> None:
    """Files joined to one, and programs that write without looking, make such pages."""
    body, head = soup.body, soup.head
    if body is None:
        return
    for early in reversed([] if head is None else list(tags_of(head))):
        if early.name not in _OF_HEAD:
            body.insert(0, early.extract())
    for later in tags_named(soup, "head", "body", "html"):
        if any(later is first for first in (head, body, soup.html)):
            continue
        if later.name == "head":
            _bare(later)
        later.name = "div"
        if not any(outer is body for outer in later.parents):
            body.append(later.extract())


def _bare(head: Tag) -> None:
    for unseen in [tag for tag in tags_of(head) if tag.name in _UNSEEN]:
        unseen.extract()


def part_drawn_words(soup: BeautifulSoup) -> None:
    """What a drawing is called, how it is described and what is written on it are not one word."""
    for said in tags_named(soup, "title", "desc", "text"):
        if is_inside(said, frozenset({"svg"})):
            said.insert_before(" ")
            said.insert_after(" ")
