"""What readers will find changed when a page takes the place of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.articles.anchors import heading_of
from models.articles.page import PageContent, PageSection

ABOUT = ("byline", "search_title", "search_description", "share_image")


@dataclass(frozen=True, slots=True)
class PageChanges:
    """Headings of the sections that came, changed and went, in reading order."""

    new: Sequence[str]
    changed: Sequence[str]
    gone: Sequence[str]
    is_reordered: bool
    is_title_changed: bool
    is_about_changed: bool

    @property
    def is_nothing(self) -> bool:
        told = (self.new, self.changed, self.gone)
        return not (
            any(told) or self.is_reordered or self.is_title_changed or self.is_about_changed
        )


def page_changes(before: PageContent, after: PageContent) -> PageChanges:
    old, new = _by_id(before), _by_id(after)
    stayed = [each for each in new if each in old]
    return PageChanges(
        new=[heading_of(new[each]) for each in new if each not in old],
        changed=[heading_of(new[each]) for each in stayed if new[each] != old[each]],
        gone=[heading_of(old[each]) for each in old if each not in new],
        is_reordered=stayed != [each for each in old if each in new],
        is_title_changed=any(before[name] != after[name] for name in ("title", "standfirst")),
        is_about_changed=any(before.get(name) != after.get(name) for name in ABOUT),
    )


def _by_id(content: PageContent) -> Mapping[int, PageSection]:
    return {section["id"]: section for section in content["sections"]}
