"""Why a list did not leave the house; each says what to do."""

from models.base.refusal import Refused


class ListChanged(Refused):
    """The rows are no longer as many as the person was told."""

    def __init__(self, promised: int, found: int) -> None:
        super().__init__(
            f"The list has changed: it had {promised:,} enquiries and now has {found:,}. "
            "Look at the number and press Download again."
        )
        self.found = found


class TooLongForExcel(Refused):
    def __init__(self, title: str, longest: int) -> None:
        super().__init__(
            f"{title}: one has {longest:,} characters, and an Excel cell holds 32,767. "
            "Choose another format, or leave the column out."
        )


class PurposeMissing(Refused):
    words = "Say in a few words what the list is for."


class NoSuchExport(Refused):
    """Unknown, another person's, taken already, or too old: all alike to whoever asks."""

    words = "This download is not there any more. Prepare it again under Exports."


class TooManyExports(Refused):
    words = "Other exports are running. Try again when one has finished."


class NoSuchList(Refused):
    """Deleted meanwhile, or a colleague's."""

    words = "This list is not there any more, or a colleague's."


class UnnamedList(Refused):
    """The words say what it lacks to be kept."""


class ExportStopped(Exception):
    """Somebody cancelled it, or its owner may not export any more."""
