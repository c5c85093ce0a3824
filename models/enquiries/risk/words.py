"""What says the same in a risk phrase, and what only sounds so: the table beside this file."""

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

from models.base.words import folded, stem_of

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_SAID = {
    variant: tuple(stem_of(word) for word in canonical.split())
    for canonical, variants in _TABLE["same"].items()
    for variant in variants
}

SAME = {folded(said): stems for said, stems in _SAID.items() if " " not in said}
PAIRS = {
    (stem_of(first), stem_of(second)): stems
    for (first, _, second), stems in ((said.partition(" "), to) for said, to in _SAID.items())
    if second
}
OPTIONAL = frozenset(map(stem_of, _TABLE["optional"]))
FILLERS = OPTIONAL | frozenset(map(stem_of, _TABLE["fillers"]))
SMALL = FILLERS | frozenset(map(stem_of, _TABLE["small"]))
OWN = frozenset(_TABLE["own"])
HARMLESS = tuple(
    chain.from_iterable(
        (f"{phrase} {word}" for word in words) for phrase, words in _TABLE["harmless"].items()
    )
)
