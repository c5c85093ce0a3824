"""Runs every measurement in this folder, or those that are named."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
OF_A_FOLDER = "imports"
"""Measured with files that whoever asks brings along: `python -m bench imports FOLDER`."""
WITH_A_SIZE = "intake"
"""May be asked for another size: `python -m bench intake ROWS`."""


def main(names: list[str]) -> None:
    every = sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem != OF_A_FOLDER)
    told: list[Path | int] = []
    if names[:1] == [OF_A_FOLDER]:
        told = [Path(name) for name in names[1:]]
    elif names[:1] == [WITH_A_SIZE]:
        told = [int(name) for name in names[1:]]
    for name in names[:1] if told else names or every:
        module = import_module(f"bench.{name}")
        print(f"\n{(module.__doc__ or name).splitlines()[0]}\n", flush=True)
        (getattr(module, "run", None) or module.main)(*told)


main(sys.argv[1:])
