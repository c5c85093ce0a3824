"""What the copy checks found, underlined where it stands while their panel is open."""

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.copy_checks.checking import look_over
from desk.copy_checks.panel import text_here
from desk.widgets.rich_text.told import Problem
from models.articles.article import Section
from models.base.database import reading
from models.staff.member import Actor

PANEL = "Checks"


def problems_in(found: OpenArticle, section: Section, by: Actor) -> list[Problem]:
    """Of this section, but for what somebody answers for; none while the panel is closed."""
    if PANEL not in {st.query_params.get("panel"), st.query_params.get("view")}:
        return []
    with reading() as session:
        content = text_here(found, by)
        findings = look_over(session, found.article.id, content, by=by).findings
    here = None if section.id == found.sections[0].id else section.id
    return [
        Problem(each.quote, f"{each.rule.title}. {each.rule.instead}", each.start, each.end)
        for each in findings
        if each.section == here and each.quote and not each.override
    ]
