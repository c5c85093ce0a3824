"""Runs every measurement in this folder, or those that are named."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> None:
    every = sorted(path.stem for path in HERE.glob("[a-z]*.py"))
    for name in names or every:
        module = import_module(f"bench.{name}")
        print(f"\n{(module.__doc__ or name).splitlines()[0]}\n", flush=True)
        (getattr(module, "run", None) or module.main)()


main(sys.argv[1:])
