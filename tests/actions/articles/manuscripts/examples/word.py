"""Word documents in the very marks that Word writes, which its libraries cannot."""

from io import BytesIO
from zipfile import ZipFile

from actions.articles.manuscripts import read_manuscripts
from models.articles.manuscript import Manuscript

NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(words: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str, marks: str = "") -> str:
    held = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{marks}</w:trPr>{held}</w:tr>"


def written(body: str, **parts: str) -> Manuscript:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{NAMES}" xmlns:r="{RELATION}"><w:body>'
            f"{paragraph(run('Ankles'))}{paragraph(run('Rest them.'))}{body}</w:body></w:document>",
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name.replace('__', '/')}.xml", text)
    [found] = read_manuscripts(file.getvalue(), "ankles.docx")
    assert found.report.is_proved
    return found
