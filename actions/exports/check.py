"""A file that turned up: who took it, and what has become of the people in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from sqlalchemy.orm import Session

from actions.exports.references import references_in
from models.exports.export import Export, exports_with_fingerprint
from models.exports.rows import count_of_chosen
from models.exports.since import count_of_changed, references_still_here
from models.staff.log import record
from models.staff.member import Actor, Permission

AT_A_TIME = 1000
NAMED = 100


@dataclass(frozen=True, slots=True)
class SinceExport:
    """How many of a list were erased; a filter's rows are not known, so it is a limit then."""

    erased: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class FileFound:
    """One of our files: its record, and what its rows tell. `gone` names at most NAMED."""

    export: Export
    has_references: bool
    erased: int = 0
    changed: int = 0
    gone: tuple[str, ...] = ()


def people_since(session: Session, export: Export, *, by: Actor) -> SinceExport:
    """How many people of this list were erased since it was taken."""
    by.must(Permission.EXPORT_ENQUIRIES)
    if "ids" in export.chosen and "days" not in export.chosen:
        left = session.scalars(count_of_chosen(export.chosen, export.last_enquiry_id)).one()
        return SinceExport(export.total - left, is_exact=True)
    left = session.scalars(count_of_chosen({}, export.last_enquiry_id)).one()
    erased = min(export.chosen["of"] - left, export.total)
    return SinceExport(erased, is_exact=not {"ids", "filter", "days"} & export.chosen.keys())


def find_file(session: Session, content: bytes, *, by: Actor) -> FileFound | None:
    """Whether this very file is one of ours. Nothing of it is kept."""
    by.must(Permission.EXPORT_ENQUIRIES)
    export = find_fingerprint(session, sha256(content).hexdigest(), by=by)
    if export is None:
        return None
    if "reference" not in export.columns:
        return FileFound(export, has_references=False)
    return _looked_up(session, export, references_in(content, export.format))


def find_fingerprint(session: Session, fingerprint: str, *, by: Actor) -> Export | None:
    """The export with this SHA-256. The question is logged."""
    by.must(Permission.EXPORT_ENQUIRIES)
    export = session.scalars(exports_with_fingerprint(fingerprint.strip().lower())).first()
    about = f"export:{export.id}" if export else ""
    record(session, by, "export.checked", subject=about, details={"is_known": export is not None})
    return export


def _looked_up(session: Session, export: Export, references: Iterator[str]) -> FileFound:
    erased, changed, gone = 0, 0, list[str]()
    while some := list(islice(references, AT_A_TIME)):
        here = set(session.scalars(references_still_here(some)))
        missing = [reference for reference in some if reference not in here]
        erased, gone = erased + len(missing), (gone + missing)[:NAMED]
        changed += session.scalars(count_of_changed(some, export.requested_at)).one()
    return FileFound(export, has_references=True, erased=erased, changed=changed, gone=tuple(gone))
