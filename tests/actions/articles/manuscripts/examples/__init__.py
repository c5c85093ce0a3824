"""Articles as people bring them, written for these tests."""

from pathlib import Path

from actions.articles.manuscripts import read_manuscripts
from models.articles.manuscript import Manuscript

FOLDER = Path(__file__).parent
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".txt", ".md", ".html"})


def text_of(name: str) -> str:
    return (FOLDER / name).read_text()


def brought(name: str, encoding: str = "utf-8") -> Manuscript:
    [manuscript] = read_manuscripts(text_of(name).encode(encoding), name)
    return manuscript


def headings(manuscript: Manuscript) -> list[str]:
    return [section.heading for section in manuscript.sections]


def kinds(manuscript: Manuscript) -> list[str]:
    return [section.kind for section in manuscript.sections]


def reasons(manuscript: Manuscript) -> dict[str, str]:
    return {item.text: item.reason for item in manuscript.report.left_out}
