"""Telling a JPEG that holds its pixels and nothing else."""

from collections.abc import Iterator

_MARK, _START, _END, _SCAN, _HEADER = 0xFF, 0xD8, 0xD9, 0xDA, 0xE0
_PLAIN_HEADER = 14
"""Bytes: a header without a thumbnail."""
_RESTARTS = range(0xD0, 0xD8)
_TABLES = frozenset({0xC0, 0xC2, 0xC4, 0xDB, 0xDD, _SCAN})
_COLOURS_AT = 9
_RED_GREEN_BLUE = 3


def is_bare_jpeg(content: bytes) -> bool:
    """In colour, and made of the tables that decoding needs: no Exif, profile, comment or tail.

    Such a file may be kept as it is, so that a picture survives export and import unchanged.
    """
    try:
        segments = list(_segments(content))
    except (IndexError, ValueError):
        return False
    frames = [body for marker, body in segments if marker in {0xC0, 0xC2}]
    return (
        all(marker in _TABLES or _is_plain_header(marker, body) for marker, body in segments)
        and len(frames) == 1
        and frames[0][_COLOURS_AT - 4] == _RED_GREEN_BLUE
    )


def _is_plain_header(marker: int, body: bytes) -> bool:
    return marker == _HEADER and body[:5] == b"JFIF\0" and len(body) == _PLAIN_HEADER


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment’s marker and body. Errors: ValueError where the file is not made of them."""
    if content[:2] != bytes((_MARK, _START)):
        raise ValueError(content[:2])
    place = 2
    while content[place : place + 2] != bytes((_MARK, _END)):
        if content[place] != _MARK:
            raise ValueError(place)
        marker, size = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        yield marker, content[place + 4 : place + 2 + size]
        place += 2 + max(size, 2)
        if marker == _SCAN:
            place = _end_of_scan(content, place)
    if place + 2 != len(content):
        raise ValueError(place)


def _end_of_scan(content: bytes, place: int) -> int:
    """The next marker that is neither a stuffed zero nor a restart."""
    while True:
        place = content.index(b"\xff", place)
        follower = content[place + 1]
        if follower != 0 and follower not in _RESTARTS:
            return place
        place += 2
