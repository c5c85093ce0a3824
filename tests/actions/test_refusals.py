"""Every action refuses whoever may not, before it looks at anything that it was given."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import actions
from models.staff.member import Actor, NotAllowed

NOBODY = Actor(1, "Nobody in particular", frozenset())
FEWEST = 300
OPEN_ENDED = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


class Untouched:
    """Stands for whatever an action is given."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(f"looked at before permission was asked: {name}")


def that_ask() -> Iterator[Callable[..., Any]]:
    """Those whose first line names a permission; what the others need depends on what is asked."""
    for each in walk_packages(actions.__path__, "actions."):
        module = import_module(each.name)
        for _name, found in inspect.getmembers(module, inspect.isfunction):
            act = inspect.unwrap(found)
            if act.__module__ == each.name and "by.must(Permission." in first_line(act):
                yield found


def first_line(act: Callable[..., Any]) -> str:
    body = inspect.getsource(act).split(":\n", 1)[1].strip()
    if body.startswith('"""'):
        body = body[3:].split('"""', 1)[1].strip()
    return body.partition("\n")[0]


def name_of(act: Callable[..., Any]) -> str:
    return f"{act.__module__}.{act.__name__}".removeprefix("actions.")


ACTIONS = list(that_ask())


def test_most_of_what_asks_for_a_permission_is_here() -> None:
    assert len(ACTIONS) > FEWEST


@pytest.mark.parametrize("act", ACTIONS, ids=name_of)
def test_whoever_may_nothing_is_refused_first(act: Callable[..., Any]) -> None:
    needed = inspect.signature(act).parameters.values()
    given = {each.name: Untouched() for each in needed if each.kind not in OPEN_ENDED}

    with pytest.raises(NotAllowed):
        carry_out(act(**given | {"by": NOBODY}))


def carry_out(begun: Any) -> None:
    """What is done piece by piece, or around something, does nothing before it is asked to."""
    if inspect.isgenerator(begun):
        next(begun)
    elif hasattr(begun, "__enter__"):
        begun.__enter__()
