"""What the importer makes of saved pages whose articles are known, told in words and titles."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bs4 import BeautifulSoup

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.furniture import CONTENTS
from actions.articles.manuscripts.html.page_data import names_of_page
from actions.articles.manuscripts.html.page_title import bare, without_site
from actions.articles.manuscripts.html.raw import raw_page_text
from models.articles.manuscript import Manuscript
from models.articles.markdown import plain_text

FEWEST_WORDS = 300
ENOUGH_KEPT = 0.95
MOST_FURNITURE = 0.10
CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
WAYS = {
    "runs of letters": re.compile(r"\w+"),
    "CJK singly": re.compile(rf"[{CJK}]|[^\W{CJK}]+"),
}
QUOTES = str.maketrans("‘’‚“”„", "'''\"\"\"")


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page: `wanted` is its article as a page, `ours` what the importer made of it.

    Titles are compared with one shape of spaces and quotation marks; `bare_title` is the wanted
    one without the names at its ends that the page itself gives its site and its author.
    Both are told: wanted titles come from the tab, where the site’s name tells pages apart, while
    an article here is called what its readers saw above it, and belongs to another site.
    """

    name: str
    wanted: str
    title: str
    bare_title: str
    ours: Manuscript | None
    seconds: float

    @property
    def has_title(self) -> bool:
        return self.ours is not None and _plain(self.ours.title) == self.title

    @property
    def has_title_without_site(self) -> bool:
        return self.has_title or (
            self.ours is not None and _plain(self.ours.title) == self.bare_title
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of words: of those wanted, and of those kept.

    `listed` is `kept` if a list of the article’s own headings, left out since our pages make their
    own, counts as what it repeats.
    """

    page: Page
    kept: float
    listed: float
    furniture: float

    @property
    def is_good(self) -> bool:
        return self.kept >= ENOUGH_KEPT and self.furniture <= MOST_FURNITURE


def run(folder: Path) -> None:
    """Each folder in it holds source.html, expected.html and expected-metadata.json."""
    pages = [_read(path.parent) for path in sorted(folder.glob("*/source.html"))]
    if not pages:
        raise SystemExit(f"{folder} holds no folder with a source.html in it.")
    for way, words in WAYS.items():
        _tell(way, [_measured(page, words) for page in pages if _is_long(page, words)])
    refused = [page.name for page in pages if page.ours is None]
    unproved = [page.name for page in pages if page.ours and not page.ours.report.is_proved]
    print(f"\n{len(pages)} pages, {median(page.seconds for page in pages):.3f} s each (median)")
    print(f"refused {len(refused)} {' '.join(refused)}")
    print(f"not proved {len(unproved)} {' '.join(unproved)}")


def _read(folder: Path) -> Page:
    facts = json.loads((folder / "expected-metadata.json").read_text())
    source = (folder / "source.html").read_bytes()
    started = time.perf_counter()
    try:
        [ours] = read_manuscripts(source, "source.html")
    except UnreadableManuscript:
        ours = None
    seconds = time.perf_counter() - started
    title = _plain(facts.get("title") or "")
    names = names_of_page(BeautifulSoup(source, "lxml")) | {bare(facts.get("siteName") or "")}
    return Page(
        name=folder.name,
        wanted=raw_page_text((folder / "expected.html").read_text()),
        title=title,
        bare_title=without_site(title, names - {""}),
        ours=ours,
        seconds=seconds,
    )


def _plain(title: str) -> str:
    return " ".join(title.translate(QUOTES).split())


def _is_long(page: Page, words: re.Pattern[str]) -> bool:
    return len(words.findall(page.wanted)) >= FEWEST_WORDS


def _measured(page: Page, words: re.Pattern[str]) -> Measured:
    """The title may stand in the text that is wanted, and is no furniture where it does not."""
    if page.ours is None:
        return Measured(page, 0.0, 0.0, 0.0)
    wanted = Counter(words.findall(page.wanted))
    text = Counter(words.findall(_text_of(page.ours)))
    named = text + Counter(words.findall(f"{page.ours.title} {page.ours.byline}"))
    left_out = page.ours.report.left_out
    lists = Counter(words.findall(" ".join(i.text for i in left_out if i.reason == CONTENTS)))
    kept, listed = ((wanted & each).total() / wanted.total() for each in (named, named + lists))
    return Measured(page, kept, listed, (text - wanted).total() / max(text.total(), 1))


def _text_of(ours: Manuscript) -> str:
    lines = [plain_text(ours.standfirst)]
    for part in ours.sections:
        lines += [part.heading, plain_text(part.body), part.alt, part.caption, part.button_label]
    return "\n".join(lines)


def _tell(way: str, found: Sequence[Measured]) -> None:
    print(f"\n{way}: {len(found)} pages of {FEWEST_WORDS} words or more")
    if len(found) < 2:  # noqa: PLR2004  a tenth needs two
        return
    kept, listed = [each.kept for each in found], [each.listed for each in found]
    beside = [each.furniture for each in found]
    print(
        f"  words kept    median {median(kept):.4f}  10th percentile {tenths(kept)[0]:.4f}", end=""
    )
    print(f"  ({tenths(listed)[0]:.4f} with lists of the article’s own headings)")
    print(f"  furniture     median {median(beside):.4f}  90th percentile {tenths(beside)[-1]:.4f}")
    print(f"  kept ≥ {ENOUGH_KEPT:.0%}, furniture ≤ {MOST_FURNITURE:.0%}  ", end="")
    print(_share(found, lambda m: m.is_good))
    print(f"  titles to the letter  {_share(found, lambda m: m.page.has_title)}")
    print("  titles without the site’s and author’s names  ", end="")
    print(_share(found, lambda m: m.page.has_title_without_site))
    for each in found:
        if not each.is_good:
            print(f"    {each.page.name:40} kept {each.kept:.3f}  furniture {each.furniture:.3f}")


def tenths(shares: Sequence[float]) -> list[float]:
    return quantiles(shares, n=10, method="inclusive")


def _share(found: Sequence[Measured], holds: Callable[[Measured], bool]) -> str:
    count = sum(map(holds, found))
    return f"{count} of {len(found)}, {count / len(found):.1%}"
