"""How we speak of an export: what was chosen, its columns, its state and its size."""

from calendar import day_name

from desk.widgets.clock import spoken
from models.exports.chosen import in_words
from models.exports.columns import COLUMNS, Profile
from models.exports.export import Export, ExportState
from models.exports.saved import SavedExport
from models.exports.schedule import Rhythm

STATES: dict[ExportState, str] = {
    ExportState.PREPARED: "Not fetched",
    ExportState.RUNNING: "Cut off",
    ExportState.FINISHED: "Finished",
    ExportState.CANCELLED: "Cancelled",
    ExportState.FAILED: "Failed",
}
UNITS = ("bytes", "kB", "MB", "GB")
STEP = 1000


def state_in_words(export: Export) -> str:
    if export.is_waiting:
        return "Ready to fetch"
    return "Under way" if export.is_under_way else STATES[export.state]


def size_in_words(size: int) -> str:
    amount, unit = float(size), 0
    while amount >= STEP and unit < len(UNITS) - 1:
        amount, unit = amount / STEP, unit + 1
    return f"{amount:,.1f} {UNITS[unit]}" if unit else f"{size:,} {UNITS[0]}"


def who_took(export: Export) -> str:
    return export.requested_by.full_name if export.requested_by else "The operator"


def what_was_chosen(export: Export) -> str:
    told = in_words(export.chosen)
    return told[:1].upper() + told[1:]


def columns_taken(export: Export) -> str:
    return ", ".join(COLUMNS.get(name, name) for name in export.columns)


def list_in_words(saved: SavedExport) -> str:
    told = in_words(saved.chosen)
    return told[:1].upper() + told[1:]


def form_in_words(saved: SavedExport) -> str:
    columns = ", ".join(COLUMNS.get(name, name) for name in saved.columns)
    people = " (people masked)" if saved.profile == Profile.MASKED else ""
    raw = ", raw" if saved.is_raw else ""
    return f"{saved.format.upper()}{raw}: {columns}{people}"


def schedule_in_words(saved: SavedExport) -> str:
    """Such as “Every Monday at 08:00, next on …”; empty for one that is not by the clock."""
    if saved.rhythm is None:
        return ""
    often = {
        Rhythm.DAILY: "Every day",
        Rhythm.WEEKLY: f"Every {day_name[saved.on_day % 7]}",
        Rhythm.MONTHLY: f"On day {saved.on_day} of each month",
    }
    following = f", next {spoken(saved.next_at)}" if saved.next_at else ", stopped"
    return f"{often[saved.rhythm]} at {saved.at}{following}"
