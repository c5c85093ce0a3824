"""The numbers that Word counts before headings: other words send readers to them."""

import pytest

from models.articles.markdown import plain_text
from tests.actions.articles.manuscripts.examples.word import NAMES, paragraph, run, written


def numbered(*levels: tuple[str, str]) -> list[str]:
    """Form and mark of each level of headings, which are numbered by their styles."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{depth}"><w:name w:val="heading {depth + 2}"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for depth in range(len(levels))
    )
    counted = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/></w:lvl>'
        for depth, (form, mark) in enumerate(levels)
    )
    numbering = (
        f'<w:numbering xmlns:w="{NAMES}"><w:abstractNum w:abstractNumId="1">{counted}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = "".join(
        paragraph(f'<w:pPr><w:pStyle w:val="H{depth}"/></w:pPr>', run(heading))
        + paragraph(run(f"About {heading.lower()}."))
        for heading, depth in (("Rest", 0), ("Dose", 1), ("Adults", 1), ("Calls", 0))
        if depth < len(levels)
    )
    parts = {"styles": f'<w:styles xmlns:w="{NAMES}">{styles}</w:styles>', "numbering": numbering}
    lines = [
        line
        for part in written(body, **parts).sections
        for line in [part.heading, *plain_text(part.body).splitlines()]
    ]
    return [line for line in lines if line and not line.startswith("About")]


@pytest.mark.parametrize(
    ("levels", "read"),
    [
        (
            (("decimal", "%1."), ("decimal", "%1.%2")),
            ["1. Rest", "1.1 Dose", "1.2 Adults", "2. Calls"],
        ),
        (
            (("upperLetter", "%1"), ("decimal", "%2)")),
            ["A Rest", "1) Dose", "2) Adults", "B Calls"],
        ),
        ((("decimal", "Step %1:"),), ["Step 1: Rest", "Step 2: Calls"]),
        ((("bullet", "o"), ("none", "")), ["Rest", "Dose", "Adults", "Calls"]),
    ],
)
def test_a_heading_keeps_the_number_that_word_shows(
    levels: tuple[tuple[str, str], ...], read: list[str]
) -> None:
    found = numbered(*levels)
    assert found == read
