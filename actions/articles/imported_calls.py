"""The shared calls to action of an article that comes in: found by name, or made."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from actions.library.calls_to_action import create_call_to_action
from models.articles.content import SectionContent
from models.articles.manuscript import ManuscriptSection, SharedCall
from models.base.text import clean_line
from models.library.call_to_action import CallToAction, SharedWords, call_named
from models.staff.member import Actor, Permission


def call_for(session: Session, told: SharedCall, *, by: Actor) -> CallToAction:
    """The one of this name, whatever it says here by now. Errors: BadText."""
    by.must(Permission.EDIT_ARTICLES)
    name = clean_line(told.name, field="Name", limit=100)
    if known := session.scalar(call_named(name)):
        return known
    words = SharedWords(told.heading, told.body, told.button_label)
    return create_call_to_action(session, name, words, by=by)


def sharing(
    session: Session,
    content: SectionContent,
    section: ManuscriptSection,
    calls: Mapping[str, CallToAction],
) -> SectionContent:
    """Words other than those of the shared one here stay the section's own."""
    call = calls.get(section.shared)
    if call is None:
        return content
    session.refresh(call, ["words"])
    is_other = SharedWords.of(content) != SharedWords.of(call.words)
    own = section.has_own_words or is_other
    return replace(content, call_to_action_id=call.id, has_own_words=own)
