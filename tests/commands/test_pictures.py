from pathlib import Path

import pytest

from commands.pictures import with_pictures_from
from models.manuscript import Manuscript, ManuscriptSection


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/hosts", "sub/secret.jpg", ".."])
def test_only_the_folder_itself_is_looked_into(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "here" / "sub").mkdir(parents=True)
    (tmp_path / "here" / "sub" / "secret.jpg").write_bytes(b"secret")
    manuscript = Manuscript(title="T", sections=(ManuscriptSection("image", image_source=name),))

    (section,) = with_pictures_from(tmp_path / "here", manuscript).sections

    assert section.image is None
