"""What whoever writes an export tells of how far it is."""

from collections.abc import Callable

Beat = Callable[[int], None]
"""Called with the rows written so far; raises to stop the writer."""
