"""How we speak of an import."""

from models.imports.batch import ImportBatch, ImportState


def import_in_words(batch: ImportBatch) -> str:
    written = _many(batch.written)
    told = {
        ImportState.BROUGHT: "Not confirmed",
        ImportState.RUNNING: "Being written",
        ImportState.CANCELLED: f"Cancelled: {written} written",
        ImportState.FINISHED: f"Finished: {written} written",
        ImportState.UNDOING: "Being taken back",
        ImportState.UNDONE: f"Undone: {_many(batch.taken_back)} taken back",
    }
    return told[batch.state]


def _many(count: int) -> str:
    return "one enquiry" if count == 1 else f"{count:,} enquiries"
