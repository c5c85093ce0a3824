"""Signs of fonts that draw something else than their letters say: “m” in Symbol is “μ”."""

import re
from html import escape, unescape

from mammoth.docx.dingbats import dingbats

FONTS = ("Symbol", "Webdings", "Wingdings 2", "Wingdings 3", "Wingdings")
PRIVATE = range(0xF000, 0xF100)
"""Where programs put the signs of such a font."""
_DRAWN = re.compile(
    rf"(<(?:font|span)\b[^<>]*(?:face\s*=|font-family\s*:)\s*(?:[\"']|&quot;)?({'|'.join(FONTS)})\b[^<>]*>)"
    r"([^<]+)(?=</)",
    re.IGNORECASE,
)
_NAMES = {font.lower(): font for font in FONTS}


def sign_of(font: str, code: int) -> str:
    """What a font draws for a character; in any other font the character itself."""
    found = dingbats.get((font, code - PRIVATE.start if code in PRIVATE else code))
    return chr(found or code)


def drawn(font: str, text: str) -> str:
    return "".join(sign_of(font, ord(letter)) for letter in text)


def with_signs(page: str) -> str:
    """A page’s letters in such a font, as readers see them."""
    return _DRAWN.sub(
        lambda run: run[1] + escape(drawn(_NAMES[run[2].lower()], unescape(run[3]))), page
    )
