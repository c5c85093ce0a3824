"""Under which licence each thing comes that runs in the clinic: `python -m scripts.licences`.

What is installed tells for itself; of what says nothing, or is for other machines, it is told here.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from settings import ROOT

PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "desk" / "widgets" / "rich_text" / "package-lock.json"
TOLD = {
    "colorama": "BSD-3-Clause",
    "pyrage": "MIT",
    "pysqlite3": "Zlib",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-1.0-or-later",
}
LONG = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
}
ABOUT = """# Licences

Copydesk is under the [MIT licence](../LICENSE). What it is made of comes under these; each brings \
the words of its own. `scripts/pin` writes this page.

"""


def page() -> str:
    python = [(name, " or ".join(vs), licence_of(name)) for name, vs in pinned().items()]
    return (
        ABOUT
        + table("Python package", python)
        + "\nIn the text box, bundled for the browser:\n\n"
        + table("Browser package", sorted(bundled()))
    )


def pinned() -> dict[str, list[str]]:
    """Each package that may be installed, with its versions: which one depends on the machine."""
    found = defaultdict(list)
    lines = (ROOT / "requirements-postgresql.txt").read_text("utf-8")
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lines, re.MULTILINE):
        found[name].append(version)
    return dict(found)


def bundled() -> Iterator[tuple[str, str, str]]:
    """What is built with it but for the tools; Copydesk itself stands first, without a name."""
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    for path, told in packages.items():
        name = path.removeprefix("node_modules/")
        if name and not told.get("dev") and not name.startswith("@types/"):
            yield name, told["version"], told["license"]


def licence_of(name: str) -> str:
    """Errors: KeyError or StopIteration when nobody says."""
    with suppress(PackageNotFoundError):
        return TOLD.get(name) or next(_told(metadata(name)))
    return TOLD[name]


def _told(about: PackageMetadata) -> Iterator[str]:
    """As an SPDX expression if there is one, in its own words, or by its kind."""
    said = [each for name in ("License-Expression", "License") for each in about.get_all(name, [])]
    kinds = [each for each in about.get_all("Classifier", []) if each.startswith("License ::")]
    for words in [*said, *map(_last, kinds)]:
        first = words.partition("\n")[0].strip()
        if first and first != "UNKNOWN" and not first.startswith("Copyright"):
            yield LONG.get(first, first)


def _last(kind: str) -> str:
    return kind.rpartition(" :: ")[2]


def table(first: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [f"| {first} | Version | Licence |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
