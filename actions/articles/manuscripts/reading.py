"""Reading a file that somebody brings, whatever program it comes from."""

import re
import zipfile
from io import BytesIO

from actions.articles.manuscripts import archive, document_json, plain_text
from actions.articles.manuscripts.encoding import cleaned, decoded
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.fitting import fitted_manuscript
from actions.articles.manuscripts.html import page as html
from actions.articles.manuscripts.markdown import document as markdown
from actions.articles.manuscripts.titles import named_manuscript
from actions.articles.manuscripts.word import document as docx
from actions.articles.manuscripts.word.parts import main_part
from actions.articles.manuscripts.wordpress import export as wxr
from models.articles.manuscript import Manuscript

MOST_BYTES = 64 * 1024 * 1024
COUNTED_ELSEWHERE = frozenset({"html", "wxr"})
"""Pages hold more marks than words, and may enclose pictures."""
MOST_LETTERS_OF_TEXT = 1_000_000
MOST_MARKS = 10_000
FEW_TAGS = 2

_SAVE_AS = "Open it, save it as DOCX, and bring that file; or paste its text."
_NOT_OURS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF, which keeps no paragraphs. Save it as DOCX or paste its text."),
    (b"\xd0\xcf\x11\xe0", f"This is a document of an old Word. {_SAVE_AS}"),
    (b"{\\rtf", f"This is an RTF document. {_SAVE_AS}"),
    (b"\x89PNG", "This is a picture. Bring the article’s text; add the picture to it afterwards."),
    (b"\xff\xd8\xff", "This is a picture. Bring the article’s text; add the picture afterwards."),
    (b"GIF8", "This is a picture. Bring the article’s text; add the picture to it afterwards."),
)
_OTHER_OFFICE = ("[Content_Types].xml", "META-INF/manifest.xml", "mimetype", "xl/", "ppt/")
_HTML = re.compile(
    r"<(!doctype html|html|head|body|article|main|section|div|p|h[1-6]|ul|ol|table|figure|span)\b"
    r"[^>]*>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"\A---\s*\n(.*\n)*?---|^#{1,6} \S|^!?\[[^\]]*\]\([^)]+\)\s*$|^(=|-){3,}\s*$|^\*\*\S.*\*\*\s*$",
    re.MULTILINE,
)
_MARKS = re.compile(r"[\[\]*_`<>~|]")
_NAMES = {
    "html": ("html", "htm", "xhtml"),
    "markdown": ("md", "markdown", "mdown"),
    "json": ("json",),
    "wxr": ("xml", "wxr"),
}


def manuscripts_in(content: bytes, filename: str = "") -> list[Manuscript]:
    """The articles of one file, usually one. Errors: UnreadableManuscript, saying what to do."""
    found = _read(content, filename)
    return [
        fitted_manuscript(each if each.title.strip() else named_manuscript(each, filename))
        for each in found
    ]


def _read(content: bytes, filename: str) -> list[Manuscript]:
    if not content.strip():
        raise UnreadableManuscript("The file is empty. Look whether the right one was saved.")
    if len(content) > MOST_BYTES:
        raise UnreadableManuscript(
            f"The file is larger than {MOST_BYTES // 1024**2} MB."
            " Leave its pictures out and add them to the article afterwards."
        )
    for beginning, reason in _NOT_OURS:
        if content.startswith(beginning):
            raise UnreadableManuscript(reason)
    if content.startswith(b"PK\x03\x04"):
        return _from_archive(content)
    return _from_text(decoded(content), filename)


def _from_archive(content: bytes) -> list[Manuscript]:
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableManuscript("The file is damaged. Save it again and bring that.") from error
    if "word/document.xml" in names or main_part(content):
        return docx.read(content)
    if any(name.startswith(_OTHER_OFFICE) for name in names):
        raise UnreadableManuscript(f"This is no Word document. {_SAVE_AS}")
    return archive.read(content, _one_of_many)


def _one_of_many(content: bytes, filename: str) -> list[Manuscript]:
    """An archive in an archive is not opened."""
    is_document = filename.lower().endswith(".docx")
    if content.startswith(b"PK\x03\x04") and not is_document:
        raise UnreadableManuscript(archive.NOTHING)
    return docx.read(content) if is_document else _read(content, filename)


def _from_text(text: str, filename: str) -> list[Manuscript]:
    if not text.strip():
        raise UnreadableManuscript("The file is empty. Look whether the right one was saved.")
    ending = filename.rpartition(".")[2].lower()
    kind = next((kind for kind, ends in _NAMES.items() if ending in ends), "")
    kind = _sniffed(text, kind)
    if kind == "json":
        return document_json.read(text)
    _refuse_too_much(text, kind)
    readers = {"html": html.read, "markdown": markdown.read, "wxr": wxr.read}
    return readers.get(kind, plain_text.read)(cleaned(text))


def _refuse_too_much(text: str, kind: str) -> None:
    """No article is as long, or as full of signs, as a text made to keep a reader busy."""
    if kind in COUNTED_ELSEWHERE:
        return
    if len(text) > MOST_LETTERS_OF_TEXT:
        raise UnreadableManuscript(
            f"The text is longer than {MOST_LETTERS_OF_TEXT:,} characters, more than any article."
            " Divide it, or paste the article’s own text."
        )
    if len(_MARKS.findall(text)) > MOST_MARKS:
        raise UnreadableManuscript(
            "The text has more brackets, stars and the like in it than any article."
            " Paste the article’s own text."
        )


def _sniffed(text: str, named: str) -> str:
    """What the text itself is; a name only settles what could be two things."""
    beginning = text.lstrip()[:4000]
    if beginning.startswith(("{", "[{")) and '"' in beginning[:200]:
        return "json"
    if "wordpress.org/export/" in beginning:
        return "wxr"
    if named in {"html", "markdown", "json"}:
        return named
    if beginning.startswith("<") and _HTML.search(beginning):
        return "html"
    if len(_HTML.findall(text[:100_000])) > FEW_TAGS and "</" in text:
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "plain_text"
