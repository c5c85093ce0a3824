"""What a table is made of: its columns, its rows, what can be done with them, how it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

Colour = Literal["red", "orange", "blue", "green", "violet", "gray"]
Kind = Literal["text", "number", "badge", "marks", "press"]


@dataclass(frozen=True, slots=True)
class Column:
    """`sort` is what a click on its heading asks for; the column that `is_name` opens the row.

    What `is_long` goes over several lines; on a phone's card the heading stands before what
    `is_labelled`.
    """

    name: str
    title: str = ""
    width: int = 120
    sort: str = ""
    kind: Kind = "text"
    is_name: bool = False
    is_labelled: bool = False
    is_long: bool = False


class Badge(NamedTuple):
    text: str
    colour: Colour


class Mark(NamedTuple):
    """A sign, and what it says to who cannot see it."""

    sign: str
    says: str
    colour: Colour


class Press(NamedTuple):
    """Something of its own to do with a row: a link that leads `to`, without it a button.

    `says` is for who hears only the button, not the row it stands in.
    """

    text: str | Sequence[str]
    to: str = ""
    says: str = ""


Cell = str | Sequence[str] | Badge | Sequence[Badge] | Sequence[Mark] | Press
"""A text; or its pieces in turn, outside a hit of the search and in it; or what else it holds."""


Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Field(Generic[Thing]):
    """A column, and what it says of each thing in the list."""

    column: Column
    cell: Callable[[Thing], Cell]


@dataclass(frozen=True, slots=True)
class Row:
    """`name` says who or what it is, for the tick beside it.

    `to` is the address of what it opens; without one it is this address, with `open` in it.
    """

    id: int
    name: str
    cells: Sequence[Cell]
    to: str = ""


@dataclass(frozen=True, slots=True)
class Gestures:
    """What is done with what somebody clicked; without it there is nothing of the kind to click.

    `pressed` gets the id and the name of the column.
    """

    opened: Callable[[int], None] | None = None
    pressed: Callable[[int, str], None] | None = None
    sorted_by: Callable[[str], None] | None = None
    ticked: Callable[[list[int], list[int]], None] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How it stands: who is open and ticked, by what it is sorted, and how high it may become.

    What opens `is_beside` the list follows the arrow keys; elsewhere they only move.
    """

    current: int | None = None
    ticked: Sequence[int] = ()
    sorted_by: tuple[str, bool] | None = None
    total: int = -1
    height: str = "none"
    is_narrow: bool = False
    is_beside: bool = True
