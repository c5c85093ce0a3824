"""The guides show what there is: every picture in them is one that `make screenshots` takes."""

import re

from scripts.screenshots import FOLDER, SHOTS
from settings import ROOT

GUIDES = [file for file in (ROOT / "docs").glob("*.md") if file.name != "architecture.md"]


def test_every_picture_in_the_guides_is_taken_by_the_script_and_is_there() -> None:
    shown = {
        name
        for guide in GUIDES
        for name in re.findall(r"\(pictures/([\w-]+)\.png\)", guide.read_text())
    }

    assert shown == {shot.name for shot in SHOTS}
    assert {file.stem for file in FOLDER.glob("*.png")} == shown


def test_no_two_pictures_share_a_name() -> None:
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
