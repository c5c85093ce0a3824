"""The editor's script is the one that its sources make, and nothing else."""

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from settings import ROOT

FOLDER = ROOT / "desk" / "widgets" / "rich_text"
BUNDLE = FOLDER / "built" / "rich_text.js"
PACKAGES = FOLDER / "node_modules"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def sources() -> str:
    names = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("source/**/*.js"))
    names = ["build.mjs", "package-lock.json", "package.json", *names]
    told = (f"{name} {digest((FOLDER / name).read_bytes())}\n" for name in names)
    return digest("".join(told).encode())


def test_the_script_is_the_one_recorded_for_these_sources() -> None:
    record = json.loads((FOLDER / "built" / "record.json").read_text("utf-8"))
    assert record == {"sources": sources(), "bundle": digest(BUNDLE.read_bytes())}, "make rich-text"


@pytest.mark.skipif(
    not (shutil.which("node") and PACKAGES.exists()), reason="needs node and `make rich-text`"
)
def test_building_it_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("node_modules", "built")
    copy = shutil.copytree(FOLDER, tmp_path / "rich_text", ignore=ignored)
    (copy / "node_modules").symlink_to(PACKAGES)
    subprocess.run(["node", "build.mjs"], cwd=copy, check=True)
    for path in (FOLDER / "built").iterdir():
        assert (copy / "built" / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_lock_names_no_place_to_fetch_from() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    packages = {name: told for name, told in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in told for told in packages.values())
    assert all(told["integrity"].startswith("sha512-") for told in packages.values())


def test_every_package_in_it_comes_with_its_licence() -> None:
    licences = (FOLDER / "built" / "LICENCES.txt").read_text("utf-8")
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    missing = [name for name, version in wanted.items() if f"{name} {version}\n" not in licences]
    assert missing == []
