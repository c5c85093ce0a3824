from pathlib import Path

import pytest

from commands.pictures import with_pictures_from
from models.articles.manuscript import Manuscript, ManuscriptSection


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/hosts", "sub/secret.jpg", ".."])
def test_only_the_folder_itself_is_looked_into(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "here" / "sub").mkdir(parents=True)
    (tmp_path / "here" / "sub" / "secret.jpg").write_bytes(b"secret")
    manuscript = Manuscript(title="T", sections=(ManuscriptSection("image", image_source=name),))

    (section,) = with_pictures_from(tmp_path / "here", manuscript).sections

    assert section.image is None


def test_the_folder_that_a_browser_saves_with_a_page_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "My page_files").mkdir()
    (tmp_path / "My page_files" / "a b.jpg").write_bytes(b"picture")
    names = ("./My%20page_files/a%20b.jpg", "My page_files/../secret.jpg")
    sections = tuple(ManuscriptSection("image", image_source=name) for name in names)

    found, other = with_pictures_from(tmp_path, Manuscript("T", sections=sections)).sections

    assert (found.image, other.image) == (b"picture", None)
