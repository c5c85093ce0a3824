"""A downloaded Word file is what another program takes it for: LibreOffice reads every part."""

import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from actions.articles.manuscripts.word.writing import to_docx
from models.articles.manuscript import Manuscript, ManuscriptSection
from tests.actions.articles.manuscripts.test_writing import dot

BODY = """Rest **first**, then [walk](https://walks.example/daily).

- long
  - days
- short ones

1. one

| When | What |
| --- | --- |
| Monday | Stretch |
"""
FEET = Manuscript(
    title="Feet & <shoes>",
    standfirst="They carry us.",
    sections=(
        ManuscriptSection("text", heading="Why they hurt", body=BODY),
        ManuscriptSection("image", alt="A foot", caption="So-called feet", image=dot()),
    ),
)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
def test_libreoffice_shows_headings_lists_links_tables_and_pictures(tmp_path: Path) -> None:
    file = tmp_path / "feet.docx"
    file.write_bytes(to_docx(FEET))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "html", "--outdir", tmp_path, file],
        check=True,
        capture_output=True,
        timeout=120,
    )
    page = BeautifulSoup((tmp_path / "feet.html").read_bytes(), "html.parser")
    shown = " ".join(page.body.get_text(" ").split()) if page.body else ""

    assert shown.startswith("Feet & <shoes> They carry us.")
    assert [each.get_text(strip=True) for each in page.find_all("h1")] == ["Why they hurt"]
    assert page.find("b") is not None
    assert page.find("a", href="https://walks.example/daily") is not None
    items = [" ".join(item.get_text(" ").split()) for item in page.find_all("li")]
    assert {"long", "days", "short ones", "one"} <= set(items)
    assert [cell.get_text(strip=True) for cell in page.select("table td")][-2:] == [
        "Monday",
        "Stretch",
    ]
    assert len(page.find_all("img")) == 1
