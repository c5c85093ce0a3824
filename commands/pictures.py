"""Pictures that a manuscript names and that lie in the folder it came from."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from models.manuscript import Manuscript, ManuscriptSection


def with_pictures_from(folder: Path, manuscript: Manuscript) -> Manuscript:
    """Only plain file names are looked up, so that no other folder can be read."""
    sections = tuple(_with_picture(folder, section) for section in manuscript.sections)
    return replace(manuscript, sections=sections)


def _with_picture(folder: Path, section: ManuscriptSection) -> ManuscriptSection:
    name = PurePosixPath(section.image_source).name
    if section.image is not None or not name or name != section.image_source:
        return section
    file = folder / name
    return replace(section, image=file.read_bytes()) if file.is_file() else section
