"""Rows of links and of buttons inside an article that are no part of it, and what they are."""

import re
from collections import defaultdict

from bs4 import Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.furniture import (
    CONTENTS,
    CONTROLS,
    DETAILS,
    LINKS,
    OTHERS,
    OTHERS_BEGIN,
    SAID_TWICE,
    SHARE,
    reason_for_line,
)
from actions.articles.manuscripts.html.around.places import MOSTLY_LINKS
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.tables.values import holds_values
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    HEADINGS,
    attribute,
    contains_tag,
    tags_of,
    visible_text,
)
from actions.articles.manuscripts.titles import byline_in
from models.articles.manuscript import LeftOut

_LINES = HEADINGS | {"p"}
_FEWEST_LINKS = 2
FEWEST_BUTTONS = 3
LONGEST_BUTTON = 3
"""Words."""
_NAMES = frozenset([
    *("play", "pause", "stop", "replay", "mute", "unmute", "volume", "full screen", "fullscreen"),
    *("autoplay", "close", "next", "previous", "prev", "caption", "captions", "show caption"),
    *("hide caption", "subtitles", "view photos", "buy photo", "zoom", "enlarge", "share"),
])  # fmt: skip
_MOMENT = re.compile(
    r"((19|20)\d\d|\d{1,2}[/.-]\d{1,2}|\d{1,2}(st|nd|rd|th)?,?)\D{1,6}\d{1,2}:\d\d"
)
"""A day, and the time of it."""
_FEWEST_TALKING = 3
_MOST_SILENT = 0.2
_LONGEST_HEAD = 60
"""Letters in front of the moment: who speaks, and the number of it."""
_COMMENT = re.compile(r"https?://schema\.org/(User)?Comments?", re.IGNORECASE)
_FEWEST_AGAIN = 8
"""Words."""
_PLACE = re.compile(r"\d+ ?(of|/) ?\d+|\d{1,2}:\d\d")
_PICTURE = re.compile(r"(image|photo|picture|slide) \d+ ?(of|/|of /) ?\d+", re.IGNORECASE)
"""Which of its pictures a gallery shows."""
_SHARING = re.compile(
    r"mailto:\?|whatsapp://send|fb-messenger://share|(https?:)?//([\w-]+\.)*("
    r"facebook\.com/(sharer|share|dialog/(share|feed|send))|(twitter|x)\.com/(intent/|share|home\?)"
    r"|linkedin\.com/(sharing|sharearticle|cws/share)|pinterest\.[\w.]+/pin/create"
    r"|reddit\.com/submit|getpocket\.com/(save|edit)|tumblr\.com/(share|widgets/share)"
    r"|plus\.google\.com/share|whatsapp\.com/send|wa\.me/\?|(t|telegram)\.me/share|vk\.com/share"
    r"|flipboard\.com/bookmarklet|digg\.com/submit|stumbleupon\.com/submit|xing\.com/.*share)",
    re.IGNORECASE,
)
"""Addresses that hand this very page on to others."""
_WRITTEN = frozenset({"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})


def is_strip_of_links(tag: Tag, evidence: Evidence) -> bool:
    """Links without a sentence between them, that neither a colon nor a heading leads to."""
    found = evidence[tag]
    if found.links < _FEWEST_LINKS or found.density < MOSTLY_LINKS or tag.name in {"p", "dl"}:
        return False
    if tag.name == "table" and tag.find("th") is not None and holds_values(tag):
        return False
    if byline_in(visible_text(tag)) or _leads_in(tag):
        return False
    before, said = _before(tag), _said_before(tag)
    is_headed = before is not None and before.name in HEADINGS and tag.name in {"ul", "ol"}
    return not said.endswith(":") and (not is_headed or bool(OTHERS_BEGIN.fullmatch(said)))


def is_sharing(tag: Tag) -> bool:
    """At least two links, and most of those it has, hand the page on."""
    links = [attribute(link, "href").strip() for link in tag.find_all("a")]
    sharing = [address for address in links if _SHARING.match(address)]
    return len(sharing) >= _FEWEST_LINKS and len(sharing) * 2 >= len(links)


def kind_of_strip(tag: Tag, evidence: Evidence) -> str:
    """What its links themselves say that they lead to, and no more than that."""
    if is_sharing(tag):
        return SHARE
    links = [link for link in tag.find_all(["a", "span"]) if link.has_attr("href")]
    if all(_leads_to_heading(link, evidence) for link in links):
        return CONTENTS
    told = [set(attribute(link, "rel").lower().split()) for link in links]
    if all(rel & {"author", "tag", "category"} for rel in told):
        return DETAILS
    return OTHERS if OTHERS_BEGIN.fullmatch(_said_before(tag)) else LINKS


def _leads_to_heading(link: Tag, evidence: Evidence) -> bool:
    """It says what a heading of its page says, or that is where it leads."""
    place = attribute(link, "href")
    if link.name != "span" or place == "#":
        return False
    return not evidence.headings.isdisjoint({place, visible_text(link).casefold()})


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


def is_panel(tag: Tag) -> bool:
    """Of a block without a sentence: a slider is in it, or a row of what such buttons say."""
    if tag.find(role="slider") is not None or _PICTURE.fullmatch(visible_text(tag)):
        return True
    if tag.name != "div" or contains_tag(tag, _WRITTEN):
        return False
    lines = [" ".join(line.split()).casefold() for line in tag.stripped_strings]
    known = sum(line in _NAMES or bool(_PLACE.fullmatch(line)) for line in lines)
    is_short = all(len(line.split()) <= LONGEST_BUTTON for line in lines)
    return len(lines) >= FEWEST_BUTTONS and is_short and known * 2 >= len(lines)


def is_talk(tag: Tag) -> bool:
    """Parts of one make, most of them begun by who speaks, several people, and at what minute."""
    alike: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for part in tags_of(tag):
        alike[part.name, attribute(part, "class")].append(part)
    parts = max(alike.values(), key=len, default=[])
    if len(parts) < _FEWEST_TALKING or parts[0].name in _LINES:
        return False
    speakers: list[str] = []
    for number, part in enumerate(parts, start=1):
        speakers += filter(None, [_speaker(part)])
        if number - len(speakers) > _MOST_SILENT * len(parts):
            return False
    spoken = sum(len(part.get_text()) for part in parts)
    is_all = spoken >= (1 - _MOST_SILENT) * len(tag.get_text())
    return is_all and len(set(speakers)) >= _FEWEST_TALKING


def is_comment(tag: Tag) -> bool:
    """The page’s own data calls it that."""
    return bool(_COMMENT.fullmatch(attribute(tag, "itemtype")))


def _speaker(part: Tag) -> str:
    """Whom a link or a picture names before the moment; an entry of a diary begins with that."""
    words = visible_text(part)
    moment = _MOMENT.search(words[: 2 * _LONGEST_HEAD])
    head = words[: moment.start()][:_LONGEST_HEAD] if moment else ""
    names = (visible_text(each) for each in part.find_all(["a", "img"]))
    return next((name for name in names if name and name in head), "")


def said_again_in(gallery: Tag) -> list[LeftOut]:
    """Its other buttons, and what it says word for word a second time."""
    left_out: list[LeftOut] = []
    said: set[str] = set()
    for part in gallery.find_all(BLOCKS):
        words = "" if contains_tag(part, BLOCKS) else visible_text(part)
        is_again = words in said and len(words.split()) >= _FEWEST_AGAIN
        if is_again or words.casefold() in _NAMES:
            left_out.append(LeftOut(words, SAID_TWICE if is_again else CONTROLS))
            part.extract()
        said.add(words)
    return left_out
