"""Calls to action that articles share: written once, changed in all of them at once."""

from sqlalchemy.orm import Session

from actions.library.bulk_changing import Changed, change_sections, take_back_bulk_change
from actions.library.call_pages import NOTE, change_on_pages
from actions.staff.taking_back import keep_change
from models.base.refusal import Refused
from models.base.text import BadText, clean_line
from models.library.call_to_action import (
    CallToAction,
    SharedText,
    SharedWords,
    call_named,
    call_to_action,
    text_number,
)
from models.library.call_use import sections_with
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.log import record
from models.staff.member import Actor, Permission


class StaleWords(Refused):
    """Somebody changed them after they were opened; carries what they are now, and by whom."""

    def __init__(self, newest: SharedText) -> None:
        super().__init__("Somebody changed these words meanwhile. Look at them again.")
        self.newest = newest.number
        self.theirs = SharedWords.of(newest)
        self.who = newest.saved_by.full_name if newest.saved_by else "The operator"


def create_call_to_action(
    session: Session, name: str, words: SharedWords, *, by: Actor
) -> CallToAction:
    """Errors: BadText, also for a name that another one has."""
    by.must(Permission.EDIT_ARTICLES)
    call = CallToAction(name=_free_name(session, name), latest=1)
    session.add(call)
    session.flush()
    _say(session, call, words.cleaned(), by)
    record(session, by, "call_to_action.created", subject=f"call_to_action:{call.id}")
    return call


def change_call_to_action(
    session: Session, call_id: int, words: SharedWords, *, based_on: int, on_pages: bool, by: Actor
) -> ChangeBatch | None:
    """In every text that shares them, and `on_pages` for readers, which needs that right.

    None when nothing changes. Errors: StaleWords, BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    if on_pages:
        by.must(Permission.PUBLISH_ARTICLES)
    call = session.scalars(call_to_action(call_id)).one()
    now_there, wanted = SharedWords.of(call.words), words.cleaned()
    if wanted == now_there:
        return None
    if based_on != call.latest:
        raise StaleWords(session.scalars(text_number(call.id, call.latest)).one())
    call.latest += 1
    _say(session, call, wanted, by)
    sections = _in_sections(session, call_id, wanted, by)
    pages = change_on_pages(session, call_id, by=by) if on_pages else []
    return _kept(session, call, sections, pages, by)


def take_back_change(session: Session, batch_id: int, *, by: Actor) -> list[str]:
    """The words as they were, everywhere; what went on since is named and left.

    Errors: NotAllowed, NotTakenBack.
    """
    by.must(Permission.EDIT_ARTICLES)
    left = take_back_bulk_change(session, batch_id, kind=ChangeKind.CALL_TO_ACTION, by=by)
    bulk = session.get_one(ChangeBatch, batch_id)
    call = session.get_one(CallToAction, int(bulk.subject))
    if call.latest != int(bulk.kept["after"]):
        return [*left, call.name]
    were = session.scalars(text_number(call.id, int(bulk.kept["before"]))).one()
    call.latest += 1
    _say(session, call, SharedWords.of(were), by)
    return left


def rename_call_to_action(session: Session, call_id: int, name: str, *, by: Actor) -> None:
    """Readers never see it. Errors: BadText."""
    by.must(Permission.EDIT_ARTICLES)
    call = session.get_one(CallToAction, call_id)
    if call.name != " ".join(name.split()):
        call.name = _free_name(session, name)
        record(session, by, "call_to_action.renamed", subject=f"call_to_action:{call_id}")


def retire_call_to_action(session: Session, call_id: int, *, retired: bool, by: Actor) -> None:
    """No article is offered it any more; those that share it go on."""
    by.must(Permission.EDIT_ARTICLES)
    session.get_one(CallToAction, call_id).is_retired = retired
    action = f"call_to_action.{'retired' if retired else 'offered'}"
    record(session, by, action, subject=f"call_to_action:{call_id}")


def _in_sections(session: Session, call_id: int, words: SharedWords, by: Actor) -> Changed:
    found = session.execute(sections_with([call_id])).all()
    following = [row for row in found if not row[2].has_own_words]
    changed = change_sections(session, following, words.put_in, note=NOTE, by=by)
    session.flush()
    return changed


def _say(session: Session, call: CallToAction, words: SharedWords, by: Actor) -> None:
    text = SharedText(
        call_to_action_id=call.id,
        number=call.latest,
        heading=words.heading,
        body=words.body,
        button_label=words.button_label,
        saved_by_id=by.id,
    )
    session.add(text)
    session.flush()
    session.expire(call, ["words"])


def _kept(
    session: Session, call: CallToAction, sections: Changed, pages: Changed, by: Actor
) -> ChangeBatch:
    changed = {"sections": sections, "pages": pages, "shares": []}
    kept = {"before": str(call.latest - 1), "after": str(call.latest), **changed}
    details = {"number": call.latest, "sections": len(sections), "pages": len(pages)}
    subject = f"call_to_action:{call.id}"
    record(session, by, "call_to_action.changed", subject=subject, details=details)
    kind, about = ChangeKind.CALL_TO_ACTION, str(call.id)
    return keep_change(session, kind, Permission.EDIT_ARTICLES, kept, subject=about, by=by)


def _free_name(session: Session, name: str) -> str:
    clean = clean_line(name, field="Name", limit=100)
    if not clean:
        raise BadText("Name", "is empty; the desk finds it by its name")
    if session.scalar(call_named(clean)):
        raise BadText("Name", "is taken by another one")
    return clean
