"""Texts for the copy checks: one with every fault of a hasty health article, and a clean one."""

from typing import Any

from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.articles.page import PageContent, PageSection
from models.base.database import writing
from tests.articles import Written, add_to, write_article

TITLE = "Calm again: ketamine for people who live with trauma"
FAULTY = {
    "What trauma leaves behind": (
        "Post-traumatic stress affects millions of people. It can lead to low mood and, in some "
        "people, to suicidal thoughts."
    ),
    "What the research says": (
        "A meta-analysis from 2021 reviewed 14 trials and found that the therapy eased symptoms. "
        "The treatment brings relief within hours. Several studies have shown a benefit of the "
        "therapy for sleep."
    ),
    "Why people choose it": (
        "The treatment is effective where other medicines failed. Therapy restores hope. People "
        "describe a powerful tool for recovery. The therapy improves mood, and the improvement "
        "lasts. Treatment supports healing at a deeper level."
    ),
    "Is it safe?": (
        "Ketamine is given by nurses and is **not addictive** when used as prescribed. "
        "Some people feel dizzy for an hour."
    ),
}
CLEAN = {
    "What it is": (
        "Ketamine is an anaesthetic. Some clinics give it, in small doses, for depression. This is "
        "an off-label use: the FDA has not approved ketamine for any psychiatric disorder."
    ),
    "What it may do": (
        "In one trial about 3 in 10 people felt better a week later [1]. It does not help "
        "everybody, and it is not a cure."
    ),
    "Risks": (
        "Side effects are common: nausea, dizziness, and a feeling of being apart from yourself. "
        "Blood pressure can rise. Some people become dependent on it. You should not have it if "
        "you are pregnant."
    ),
    "If things get worse": (
        "If you think of ending your life, call or text 988 now. You can "
        "[book a first visit](/book) for anything that can wait."
    ),
}


def hasty_article() -> Written:
    return _written(TITLE, FAULTY)


def careful_article() -> Written:
    article = _written("Ketamine: what we know, and what we do not", CLEAN)
    source = SectionContent(heading="References", body="1. Smith J. A trial. Journal, 2019.")
    with writing() as session:
        add_to(session, article, SectionKind.REFERENCES, source)
    return article


def _written(title: str, sections: dict[str, str]) -> Written:
    return write_article(title, list(sections), bodies=list(sections.values()))


def page_of(*bodies: str, title: str = "Example page", **wishes: Any) -> PageContent:
    """A page with a text section for each body, numbered from 1."""
    sections = [_section(number, body, **wishes) for number, body in enumerate(bodies, start=1)]
    return {
        "title": title,
        "standfirst": "",
        "slug": "example-page",
        "byline": "",
        "search_title": "",
        "search_description": "",
        "share_image": None,
        "sections": sections,
    }


def _section(number: int, body: str, **wishes: Any) -> PageSection:
    section: PageSection = {
        "id": number,
        "kind": "text",
        "heading": "Example",
        "body": body,
        "image": None,
        "width": None,
        "height": None,
        "alt": "",
        "is_decorative": False,
        "caption": "",
        "button_label": "",
    }
    return {**section, **wishes}  # type: ignore[typeddict-item]  # mypy does not follow a spread
