"""Cells that a spreadsheet could run or change: marked on the way out, unmarked on the way in."""

from sqlalchemy import SQLColumnExpression, and_, case, func, literal, not_, or_

from models.base.functions import place_in

MARK = "'"
FORMULAS = "+=-@\t\r\n＝＋－＠﹦﹢﹣﹫−" + MARK
"""What makes a cell a formula, a split cell, or one that looks marked when it isn't."""
UNSEEN = (
    ' "\x0b\x0c\x7f\x85\xa0\xad\u061c\u1680\u180e\u2028\u2029\u202f\u205f\u3000\ufeff'
    + "".join(map(chr, (*range(1, 9), *range(0x0E, 0x20), *range(0x2000, 0x2010))))
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070))))
)
"""What may stand before a formula without stopping it: white space, quotes, BOM, zero width."""
NUMBERS = "0123456789.,:/()-+eE%"
"""A cell of nothing else becomes a number or a date: 0207 loses its nought, 12E45 everything."""


WORDS, DIGITS = ("A", "{"), ("0", ":")
"""Between these lies whatever begins with an ASCII letter, or a digit: most cells."""


def is_unsafe(cell: str) -> bool:
    """Whether a spreadsheet would read this text as something else."""
    if not cell or WORDS[0] <= cell <= WORDS[1]:
        return False
    return cell.lstrip(UNSEEN)[:1] in FORMULAS or not cell.lstrip(NUMBERS)


def marked(cell: str) -> str:
    """The text for a spreadsheet: an apostrophe before whatever it would run or change.

    Text that begins with an apostrophe gets another one, so that `unmarked` is exact.
    """
    return MARK + cell if is_unsafe(cell) else cell


def unmarked(cell: str) -> str:
    """What `marked` was given; text that nobody marked, such as 's-Gravenhage, stays."""
    return cell[1:] if cell.startswith(MARK) and is_unsafe(cell[1:]) else cell


def marked_column(cell: SQLColumnExpression[str]) -> SQLColumnExpression[str]:
    """The same as `marked`, done by the database; the first letter decides for most cells."""
    first, visible = func.substr(cell, 1, 1), func.substr(func.ltrim(cell, UNSEEN), 1, 1)
    is_number = func.ltrim(cell, NUMBERS) == ""
    is_formula = or_(
        place_in(literal(FORMULAS), first) > 0, place_in(literal(FORMULAS), visible) > 0
    )
    return case(
        (cell.between(*WORDS), cell),
        (cell == "", cell),
        (and_(cell.between(*DIGITS), not_(is_number)), cell),
        (or_(is_formula, is_number), literal(MARK).concat(cell)),
        else_=cell,
    )
