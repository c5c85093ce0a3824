"""Pictures that a manuscript names and that lie in the folder it came from."""

from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from models.articles.manuscript import Manuscript, ManuscriptSection


def with_pictures_from(folder: Path, manuscript: Manuscript) -> Manuscript:
    """Beside it, or in the folder that a browser saves with a page; no other can be read."""
    sections = tuple(_with_picture(folder, section) for section in manuscript.sections)
    return replace(manuscript, sections=sections)


def _with_picture(folder: Path, section: ManuscriptSection) -> ManuscriptSection:
    place = PurePosixPath(unquote(section.image_source))
    *above, name = place.parts or ("",)
    is_beside = not above or (len(above) == 1 and above[0].endswith("_files"))
    if section.image is not None or not name or not is_beside or ".." in place.parts:
        return section
    file = folder.joinpath(*place.parts)
    return replace(section, image=file.read_bytes()) if file.is_file() else section
