"""Equations of Word as plain words, so that a dose written as one is not lost."""

from lxml import etree

from actions.articles.manuscripts.formulas import saying
from actions.articles.manuscripts.word.parts import MATH, WORD, Element

_SUM = "∫"
"""What a large sign is where the file names none."""


def write_equations(root: Element) -> None:
    for equation in list(root.iter(f"{MATH}oMath")):
        parent = equation.getparent()
        if parent is None:
            continue
        run = etree.Element(f"{WORD}r")
        text = etree.SubElement(run, f"{WORD}t")
        text.text = _said(equation)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.tail = equation.tail
        holder = parent.getparent()
        if parent.tag == f"{MATH}oMathPara" and holder is not None:
            holder.insert(holder.index(parent), run)
            if equation.getnext() is not None:
                etree.SubElement(run, f"{WORD}br")  # each stands on a line of its own
            parent.remove(equation)
        else:
            parent.replace(equation, run)


def _said(element: Element) -> str:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name.endswith("Pr") and name != "sPr":
        return ""
    told = _SCRIPTS.get(name) or _HOLDERS.get(name)
    return told(element) if told else _inner(element)


def _inner(element: Element) -> str:
    return "".join(map(_said, element))


def _part(element: Element, name: str) -> str:
    found = element.find(f"{MATH}{name}")
    return "" if found is None else _inner(found)


def _rows(element: Element, between: str) -> str:
    return between.join(_inner(each) for each in element.findall(f"{MATH}e"))


def _sign(element: Element, name: str, default: str) -> str:
    """What the properties of a part name, be it nothing."""
    found = element.find(f"{MATH}{etree.QName(element).localname}Pr/{MATH}{name}")
    return default if found is None else found.get(f"{MATH}val", default)


def _large(element: Element) -> str:
    sign = saying.power_of_index(
        _sign(element, "chr", _SUM), _part(element, "sub"), _part(element, "sup")
    )
    return f"{sign}({_part(element, 'e')})"


def _held(element: Element) -> str:
    opening, closing = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
    return f"{opening}{_rows(element, _sign(element, 'sepChr', '|'))}{closing}"


def _fraction(element: Element) -> str:
    is_stroked = _sign(element, "type", "bar") != "noBar"
    say = saying.fraction if is_stroked else saying.choice
    return say(_part(element, "num"), _part(element, "den"))


def _under_bar(element: Element) -> str:
    is_over = _sign(element, "pos", "bot") == "top"
    return saying.accented(_part(element, "e"), "¯") if is_over else _part(element, "e")


_SCRIPTS = {
    "sSup": lambda e: saying.power(_part(e, "e"), _part(e, "sup")),
    "sSub": lambda e: saying.index(_part(e, "e"), _part(e, "sub")),
    "sSubSup": lambda e: saying.power_of_index(_part(e, "e"), _part(e, "sub"), _part(e, "sup")),
    "sPre": lambda e: saying.power_of_index("", _part(e, "sub"), _part(e, "sup")) + _part(e, "e"),
    "limLow": lambda e: saying.index(_part(e, "e"), _part(e, "lim")),
    "limUpp": lambda e: saying.power(_part(e, "e"), _part(e, "lim")),
}
_HOLDERS = {
    "f": _fraction,
    "rad": lambda e: saying.root(_part(e, "e"), _part(e, "deg")),
    "nary": _large,
    "d": _held,
    "bar": _under_bar,
    "acc": lambda e: saying.accented(_part(e, "e"), _sign(e, "chr", "\u0302")),
    "func": lambda e: f"{_part(e, 'fName')} {saying.grouped(_part(e, 'e'))}",
    "m": lambda e: "; ".join(_rows(row, ", ") for row in e.findall(f"{MATH}mr")),
    "eqArr": lambda e: _rows(e, "; "),
}
