"""Commands that are loaded when they are called: nobody waits for what the others need."""

import ast
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


class Later(TyperCommand):
    """Stands in a list for a function, or for the `app` of a module, until it is called."""

    def __init__(self, name: str, place: str) -> None:
        super().__init__(name=name)
        self.module, _, self.function = place.partition(":")

    def load(self) -> Any:
        """The command itself, as Typer makes it."""
        found = getattr(import_module(self.module), self.function or "app")
        if not self.function:
            return get_command(found)
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(found)
        return get_command(alone)

    def tell(self) -> None:
        """What it does, read without loading it."""
        spec = find_spec(self.module)
        assert spec
        assert spec.origin
        tree = ast.parse(Path(spec.origin).read_text("utf-8"))
        functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
        named = [each for each in functions if each.name == self.function]
        self.help = ast.get_docstring(named[0] if named else tree)


class OnDemand(TyperGroup):
    """A group that knows where its commands are; whatever was added to it otherwise comes last."""

    places: Mapping[str, str] = {}

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {
            **{name: Later(name, place) for name, place in self.places.items()},
            **self.commands,
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, Later) else command, rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        for command in self.commands.values():
            if isinstance(command, Later):
                command.tell()
        super().format_help(ctx, formatter)


def on_demand(told: str, places: Mapping[str, str]) -> typer.Typer:
    """`places` says for each word which "module:function" it calls, or which module's `app`."""
    group = type("Group", (OnDemand,), {"places": places})
    app = typer.Typer(
        cls=group, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback(help=told)(lambda: None)
    return app
