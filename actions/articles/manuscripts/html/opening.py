"""What a page opens when somebody clicks: panels of an accordion, tabs, “read more”."""

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.html.text import attribute, contains_tag, tags_of, visible_text

_NAMING = ("aria-controls", "data-target", "data-bs-target", "href")
_UNREAD = frozenset({"nav", "form", "dialog", "menu", "footer", "header", "aside"})
_ROLES = frozenset({"dialog", "alertdialog", "navigation", "menu", "menubar", "search", "banner"})
_SWITCHES = ("aria-expanded", "aria-controls")


def opened(soup: BeautifulSoup) -> None:
    """Show what waits closed for a click, for readers do read it; its switch is its name."""
    named = {
        name.lstrip("#"): tag
        for tag in soup.find_all(["a", "button", "summary", "div", "span", "label"])
        for attr in _NAMING
        for name in attribute(tag, attr).split()
        if attr != "href" or name.startswith("#")
    }
    for switch in soup.find_all("button"):
        if any(switch.has_attr(attr) for attr in _SWITCHES) and not _is_around(switch):
            switch.name = "summary"
    for panel in soup.find_all(True):
        control = _switch_of(panel, named) if _is_closed(panel) else None
        if control is not None and not _is_around(panel):
            _show(panel)
            control.name = "summary" if control.name == "button" else control.name


def _is_closed(tag: Tag) -> bool:
    style = attribute(tag, "style").replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style


def _show(panel: Tag) -> None:
    del panel["hidden"], panel["style"]


def _switch_of(panel: Tag, named: dict[str, Tag]) -> Tag | None:
    """What names it, or else the button or heading with a button straight before it."""
    if found := named.get(attribute(panel, "id")):
        return found
    before = panel.find_previous_sibling()
    if not isinstance(before, Tag):
        return None
    inner = [before, *tags_of(before)]
    return next((t for t in inner if t.name == "button" or t.has_attr("aria-expanded")), None)


def _is_around(tag: Tag) -> bool:
    """In a menu, a form or a window; of these nobody opens a text to read."""
    holders = [tag, *tag.parents]
    is_there = any(each.name in _UNREAD or attribute(each, "role") in _ROLES for each in holders)
    return is_there or contains_tag(tag, _UNREAD - {"footer", "header"}) or not visible_text(tag)
