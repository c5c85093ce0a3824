"""What is installed is known to the byte, and so is under which licence it comes."""

import re

import pytest

from scripts.licences import PAGE, bundled, pinned
from settings import ROOT
from tests.test_documents import table

FILES = ("requirements.txt", "requirements-postgresql.txt", "requirements-dev.txt")


@pytest.fixture(autouse=True)
def fresh_database() -> None:
    """None: these tests look at files alone."""


def requirements(name: str) -> dict[str, set[str]]:
    """What is required, for which machine; and the hashes of all files that it may be."""
    found: dict[str, set[str]] = {}
    required = ""
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            found[required].add(line.removeprefix("    --hash=sha256:").rstrip(" \\"))
        elif not line.lstrip().startswith("#"):
            required = line.rstrip(" \\")
            found[required] = set()
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_package_is_pinned_with_the_hashes_of_its_files(name: str) -> None:
    for required, hashes in requirements(name).items():
        assert re.fullmatch(r"[a-z0-9._-]+==\S+( ; .+)?", required), required
        assert hashes, required
        assert all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes), required


def test_what_runs_in_the_clinic_is_what_is_tested() -> None:
    *running, tested = map(requirements, FILES)

    for runs in running:
        assert {each: tested.get(each) for each in runs} == runs


def test_every_licence_is_told() -> None:
    text = PAGE.read_text("utf-8")
    python, browser = table(text, "Python package"), table(text, "Browser package")

    assert {name: version for name, version, _ in python} == {
        name: " or ".join(versions) for name, versions in pinned().items()
    }
    assert {tuple(row) for row in browser} == set(bundled())
    assert all(row[2] and row[2] != "UNKNOWN" for row in [*python, *browser])
