"""Equations of Word as plain words, so that a dose written as one is not lost."""

from lxml import etree

from actions.articles.manuscripts.html.raised import lowered, raised
from actions.articles.manuscripts.word.parts import WORD, Element

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


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
            parent.remove(equation)
        else:
            parent.replace(equation, run)


def _said(element: Element) -> str:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    match name:
        case "t":
            return element.text or ""
        case "sSup":
            base = _part(element, "e")
            return base + raised(_part(element, "sup"), base, "")
        case "sSub":
            return _part(element, "e") + lowered(_part(element, "sub"))
        case "f":
            return f"({_part(element, 'num')})/({_part(element, 'den')})"
        case "rad":
            return f"{_part(element, 'deg')}√({_part(element, 'e')})"
        case _:
            return "".join(map(_said, element))


def _part(element: Element, name: str) -> str:
    found = element.find(f"{MATH}{name}")
    return "" if found is None else "".join(map(_said, found))
