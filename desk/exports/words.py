"""How we speak of an export: what was chosen, its columns, its state and its size."""

from models.exports.chosen import in_words
from models.exports.columns import COLUMNS
from models.exports.export import Export, ExportState

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
