"""What surrounds an article on its page and is no part of it, with the reason people are shown."""

import re
from collections.abc import Iterable
from functools import lru_cache

MENU = "A menu of the page it came from"
SHARE = "Buttons for sharing the page"
ADVERT = "The mark of an advertisement"
COOKIES = "A cookie notice"
TRAIL = "The trail of pages above the title"
OTHERS = "Links to other articles"
LINKS = "A row of links, with no sentence among them"
COMMENTS = "Readers’ comments"
AUTHOR = "A box about the author"
SIGN_UP = "A box for signing up"
SIDE = "A side column of the page"
FOOT = "The foot of the page"
HEAD = "The head of the page"
DETAILS = "The page’s own details (date, author, labels)"
CONTENTS = "A list of the article’s own headings"
FORM = "A form of the page it came from"
EMBEDDED = "Something embedded from elsewhere (a video, a map)"
CONTROLS = "The buttons of a player or a gallery"
HIDDEN = "Hidden from readers where it came from"
AXIS = "The numbers along a drawing there; say them in the text if they matter"
SAID_TWICE = "Said twice there, side by side"
POINTED_AT = "Shown only when somebody points at it; say it in the text if it matters"
NO_SCRIPT = "Shown only where scripts are switched off"
TAB_TITLE = "The title of the browser’s tab"
REPEATED_TITLE = "The title, repeated"
REWORDED_TITLE = "The title in other words, as readers see it there"
OUTSIDE = "Outside the article on its page"
SCRIPT_LINK = "A link that runs a script; its text was kept, the link was not"
SPECK_OF_PAGE = "A picture of a pixel or two, which counts readers or holds a place"
PICTURE_MARK = "The mark in front of a picture’s description"
BYLINE_MARK = "The word in front of the author’s name"
BYLINE_REPEATED = "The author’s name, repeated"
REMARK = "A remark in the file that no reader sees"
SHORTCODE = "A WordPress shortcode, which only WordPress can show"
PATTERN = "A synced pattern of WordPress that is not in this file; export “All content”"
UNREADABLE_NOTES = "The notes of this post could not be read; write them in by hand"
UNREADABLE_POST = "This post could not be read."
EMPTY_POST = "This post holds no text in this file"
TOO_LONG = "Longer than its field holds; shorten it by hand"
NO_PLACE = "Copydesk has no place for this field"

LONGEST_LINE = 14
"""Words. A line that is longer is read as part of the article, whatever it begins with."""
FEWEST_IN_SENTENCE = 3
LONGEST_NOTICE = 60
"""Words of a cookie notice in running text."""

_SHARERS = (
    r"(facebook( messenger)?|twitter|x|linkedin|pinterest|whatsapp|e-?mail( me)?|gmail|instagram|"
    r"flipboard|reddit|print|copy link)"
)
_DAY = (
    r"([\s,./|·•();–—-]|\d{1,4}+(st|nd|rd|th)?|(mon|tues|wednes|thurs|fri|satur|sun)day|on|at|"
    r"[ap]\.?m\.?|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|"
    r"oct(ober)?|nov(ember)?|dec(ember)?|:|(gmt|utc|bst|hkt|ist|e[sd]t|p[sd]t)|posted|updated)+"
)
_LINES: tuple[tuple[str, str], ...] = (
    (r"share( (this|the)( (article|post|page|story))?)?( (by|on|via|with|to))?:?", SHARE),
    (r"share( (this|the)( (article|post|page|story))?)? (by|on|via) [^.!?]*", SHARE),
    (rf"(?!x\Z)(share on |tweet|follow us( on)? )?{_SHARERS}([\s,|·•/]+{_SHARERS})*", SHARE),
    (r"(tweet|pin it|likes?|like this:?|loading(\.\.\.|…)|follow us:?)", SHARE),
    (r"\d+ (shares?|likes?|views?)|sharing is caring!?|show more sharing options", SHARE),
    (r"skip to( the)?( main)? (content|navigation)", MENU),
    (r"((toggle|open|close|main) )?(menu|navigation)|search( for:?)?|log ?in|sign in", MENU),
    (r"back to( the)? (top|blog|articles|news)|↑ ?top|go back|← .+", MENU),
    (r"(home|start|blog)( ?[>›»/→] ?[^>›»/→]+)+", TRAIL),
    (r"you are here:? .*[>›»/→].*", TRAIL),
    (r"(accept|reject|allow|decline|deny) (all|only necessary)( cookies)?", COOKIES),
    (r"(accept|reject|allow|decline|deny) cookies", COOKIES),
    (r"(cookie (settings|preferences|policy)|manage (cookies|preferences|consent))", COOKIES),
    (r"(©|\(c\)|copyright\b) ?(©|\(c\)|@)? ?\d{4}.*|.*\ball rights reserved\.?", FOOT),
    (r"(privacy (policy|notice)|terms( (of (use|service)|(and|&) conditions))?|site ?map)", FOOT),
    (r"((web)?site|(proudly )?powered|designed) by( [^.!?]+)?", FOOT),
    (r"(advertisement|advertising|sponsored( content)?|(report|skip)( this)? ad)", ADVERT),
    (r"best (viewed|seen) (with|in|at) .*", FOOT),
    (r"(this page (was )?)?last (chang|modifi|edit|updat)ed( on)?:? .*(webmaster|by .*)", FOOT),
    (r"(comments to|contact|mail( to)?|e-?mail|by)?:? ?(the )?web ?master\b.*", FOOT),
    (r"(you are )?visitor (no\.?|number)?:? ?[\d,.]+( since .*)?", FOOT),
    (r"(leave|post|write|add) a (comment|reply)|(\d+|no) (comments|replies)( yet)?", COMMENTS),
    (r"1 comment|\d+ comments? ?\(\+?\d*\)|comments powered by [^.!?]+", COMMENTS),
    (r"comment on this (story|article|post)|join the (conversation|discussion)", COMMENTS),
    (r"cancel reply|view( all)? comments|your email address will not be published.*", COMMENTS),
    (r"(previous|next|older|newer) (posts?|articles?)\b[^.!?]*", OTHERS),
    (r"(read more|continue reading)\b[^.!?]*(\.\.\.|…|»|›|→)?", OTHERS),
    (r"(tags?|tagged|categories|posted in|filed under)\s*:[^.!?]*", DETAILS),
    (rf"((first|last) )?(posted|published|updated)( (on|at))?:? ?{_DAY}( by [^.!?]+)?", DETAILS),
    (r"(estimated )?reading time:?.*|\d+ min(ute)?s? read", DETAILS),
    (r"table of contents:?|(on this page|in this (article|post)|jump to):?", CONTENTS),
    (r"subscribe( (now|to our newsletter))?|sign up for our newsletter", SIGN_UP),
)
LINE_RULES = tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _LINES)

LONG_NOTICE = re.compile(
    r"(this (web)?site uses|we (and our partners )?use|by (us|continu)ing[^.]{0,60}) .*cookies.*",
    re.IGNORECASE,
)
OTHERS_BEGIN = re.compile(
    r"(related|recommended|popular|trending|recent|latest|more) (posts|articles|stories|reading)"
    r"|you (may|might) (also|like) .*|read (next|also):?",
    re.IGNORECASE,
)
_MENU_NAMES = (
    "home|about|about us|services|our services|treatments|contact|contact us|blog|news|faq|faqs|"
    "team|our team|locations|pricing|prices|careers|shop|gallery|testimonials|reviews|login|log in|"
    "book now|menu|our story|resources"
)
MENU_WORDS = frozenset(_MENU_NAMES.split("|"))
FEWEST_IN_MENU = 3
LONGEST_IN_MENU = 4

NOTES_HEADING = "<h2 data-notes>Notes</h2>"
"""Over the notes of a text whose own program puts them at the foot of its pages."""
REFERENCES = re.compile(
    r"(references|sources|bibliography|further reading|citations|works cited|(foot|end)?notes)"
    r"( and notes)?:?",
    re.IGNORECASE,
)

TAG_RULES = {
    "nav": MENU, "menu": MENU, "footer": FOOT, "form": FORM, "select": FORM, "textarea": FORM,
    "noscript": NO_SCRIPT, "iframe": EMBEDDED, "object": EMBEDDED, "embed": EMBEDDED,
    "video": EMBEDDED, "audio": EMBEDDED, "canvas": EMBEDDED, "svg": EMBEDDED, "dialog": HIDDEN,
    "template": HIDDEN,
}  # fmt: skip
OUTER_TAG_RULES = {"aside": SIDE, "header": HEAD}
"""Only outside the article: inside it an aside is a remark and a header holds the title."""

ROLE_RULES = {
    "navigation": MENU, "menu": MENU, "menubar": MENU, "search": FORM, "contentinfo": FOOT,
    "dialog": HIDDEN, "alertdialog": HIDDEN, "complementary": SIDE,
}  # fmt: skip

_CLASSES: tuple[tuple[str, str], ...] = (
    (r"(.*[-_])?(cookies?|gdpr|onetrust|cmplz|cookiebot)([-_].*)?|consent[-_].*", COOKIES),
    (r"sharing|sharedaddy|sd-sharing.*|addtoany.*|(.*[-_])?social([-_].*)?", SHARE),
    (r"heateor.*|addthis.*", SHARE),
    (r"(.*[-_])?share|.*share[-_]?(bar|buttons?|links|strip|icons)|dmshare|dmsocial.*", SHARE),
    (r"(.*[-_])?bread-?crumbs?([-_].*)?", TRAIL),
    (r"(nav|navbar|menu|main-menu|site-nav.*|(.*[-_])?navigation|skip-link|unifiednav.*)", MENU),
    (r"(.*[-_])?(related|recommended)([-_]?posts?|[-_]articles)?|jp-relatedposts", OTHERS),
    (r"recent-posts|post-navigation|nav-links|(.*[-_])?(pagination|pager)", OTHERS),
    (r"(.*[-_])?author[-_]?(box|bio|profile|info|card|description)([-_].*)?", AUTHOR),
    (r"about-(the-)?author", AUTHOR),
    (r"comments?|comments-area|respond|comment-(list|form|respond)|disqus.*", COMMENTS),
    (r".*item[-_]comments", COMMENTS),
    (r"(.*[-_])?newsletter([-_].*)?|subscribe.*|popup|modal|mc_embed.*", SIGN_UP),
    (r"sidebar|widget-area|(.*[-_])sidebar", SIDE),
    (r"(site|page)[-_]?footer|footer|colophon|dmfooter.*", FOOT),
    (r"(site|page)[-_]?header|masthead|site-branding|topbar|dmheader.*", HEAD),
    (r"(.*[-_])?announcement([-_]bar.*)?", HEAD),
    (r"(entry|post|article)[-_](meta|date|tags|categories|footer)", DETAILS),
    (r"(blog|.*item)[-_]meta|hook-post-header", DETAILS),
    (r"posted-on|(cat|tags)-links", DETAILS),
    (r"toc|(.*[-_])?table-of-contents|ez-toc.*|lwptoc.*", CONTENTS),
    (r"screen-reader-(text|only)|sr-only|visually-hidden|hidden", HIDDEN),
)  # fmt: skip
CLASS_RULES = tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _CLASSES)


def reason_for_line(text: str) -> str:
    """Why a line of its own looks like page furniture, or "" when it belongs to the article."""
    line = " ".join(text.split())
    words = len(line.split())
    if words <= LONGEST_NOTICE and LONG_NOTICE.fullmatch(line):
        return COOKIES
    if words > LONGEST_LINE:
        return ""
    return next((reason for pattern, reason in LINE_RULES if pattern.fullmatch(line)), "")


def is_sentence(line: str) -> bool:
    """Three words or more that end as sentences do."""
    return len(line.split()) >= FEWEST_IN_SENTENCE and line.rstrip("”’\"')").endswith(
        (".", "!", "?")
    )


def reason_for_class(names: Iterable[str]) -> str:
    """What elements with one of these classes often are, as the reason people are shown, or ""."""
    return next((reason for name in names if (reason := _reason_for_name(name))), "")


@lru_cache(maxsize=10_000)
def _reason_for_name(name: str) -> str:
    return next((reason for pattern, reason in CLASS_RULES if pattern.fullmatch(name)), "")


def is_menu(lines: list[str]) -> bool:
    """Three or more very short lines, half of them names every menu has."""
    names = [line.strip("•·-–|* \t").casefold() for line in lines]
    known = sum(name in MENU_WORDS for name in names)
    is_short = all(len(name.split()) <= LONGEST_IN_MENU for name in names)
    return len(names) >= FEWEST_IN_MENU and known * 2 >= len(names) and is_short
