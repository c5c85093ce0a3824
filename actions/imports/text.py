"""In which encoding a file was written: by its mark, by its bytes, or else as Windows writes."""

import codecs
from typing import BinaryIO

from actions.imports.refusals import UnreadableFile

PIECE = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOSTLY = 3


def encoding_of(file: BinaryIO) -> str:
    """The file is left at its start. Errors: UnreadableFile."""
    file.seek(0)
    start = file.read(PIECE)
    for name in _candidates(start):
        if _reads_as(file, name):
            file.seek(0)
            return name
    raise UnreadableFile(
        "The file is not text in an encoding we know. Save it as CSV UTF-8, then bring it again."
    )


def _candidates(start: bytes) -> list[str]:
    for mark, name in _MARKS:
        if start.startswith(mark):
            return [name]
    if start[1::2].count(0) * _MOSTLY > len(start):
        return ["utf-16-le"]
    if start[0::2].count(0) * _MOSTLY > len(start):
        return ["utf-16-be"]
    return ["utf-8", "cp1252"]


def _reads_as(file: BinaryIO, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
