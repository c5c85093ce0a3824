"""Whoever has no permission is refused by every action there is, before it looks at anything."""

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import Parameter, isgeneratorfunction, signature, unwrap
from typing import Any

import pytest

from models.staff.member import Actor, NotAllowed
from settings import ROOT

NOBODY = Actor(1, "Nobody Example", frozenset())
SPOKEN = {"kind": "enquiry", "subject": "enquiry:1"}
"""What decides which permission it takes, where that differs."""


def actions() -> Iterator[Callable[..., Any]]:
    """Every public function in actions/ that is told who acts."""
    for path in sorted((ROOT / "actions").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = import_module(name)
        for each in vars(module).values():
            if is_public(each, name) and "by" in signature(each).parameters:
                yield each


def is_public(each: Any, module: str) -> bool:
    is_ours = callable(each) and getattr(each, "__module__", "") == module
    return is_ours and not isinstance(each, type) and not each.__name__.startswith("_")


@pytest.mark.parametrize(
    "action", list(actions()), ids=lambda each: f"{each.__module__}.{each.__name__}"
)
def test_nobody_without_permission_gets_anything_done(action: Callable[..., Any]) -> None:
    """It has nothing to look at here: whoever asked the database first would break otherwise."""
    needed = {
        name: SPOKEN.get(name)
        for name, each in signature(action).parameters.items()
        if each.default is Parameter.empty
        and each.kind not in {Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL}
    }

    with pytest.raises(NotAllowed):
        begun = action(**needed | {"by": NOBODY})
        if isgeneratorfunction(unwrap(action)):
            next(iter(begun))
