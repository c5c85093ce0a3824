"""Equations of Word, which a reader must be able to take in one way only."""

import pytest

from actions.articles.manuscripts.furniture import HIDDEN
from actions.articles.manuscripts.word.deleting import DELETED_WORDS
from tests.actions.articles.manuscripts.examples import reasons
from tests.actions.articles.manuscripts.examples.word import paragraph, run, written
from tests.actions.articles.manuscripts.test_docx import said

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SUM = "<m:naryPr><m:chr m:val='∑'/></m:naryPr>"


def t(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def e(words: str, name: str = "e") -> str:
    return f"<m:{name}>{t(words)}</m:{name}>"


def formula(inner: str, holder: str = "oMath") -> str:
    return f'<m:{holder} xmlns:m="{MATH}">{inner}</m:{holder}>'


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        (f"<m:d>{e('a+b')}</m:d>{t('5')}", "(a+b)5"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr>{e('a')}</m:d>", "[a]"),
        (f"<m:sSup>{e('a+b')}{e('2', 'sup')}</m:sSup>", "(a+b)²"),
        (f"<m:sSup><m:e><m:f>{e('1', 'num')}{e('2', 'den')}</m:f></m:e>{e('3', 'sup')}</m:sSup>",
         "((1)/(2))³"),
        (f"<m:sSubSup>{e('x')}{e('1', 'sub')}{e('2', 'sup')}</m:sSubSup>", "x₁²"),
        (f"<m:sPre>{e('6', 'sub')}{e('14', 'sup')}{e('C')}</m:sPre>", "₆¹⁴C"),
        (f"<m:nary>{SUM}{e('1', 'sub')}{e('n', 'sup')}{e('x')}</m:nary>", "∑₁ⁿ(x)"),
        (f"<m:nary>{e('0', 'sub')}{e('1', 'sup')}{e('x')}</m:nary>", "∫₀¹(x)"),
        (f"<m:m><m:mr>{e('1')}{e('2')}</m:mr><m:mr>{e('3')}{e('4')}</m:mr></m:m>", "1, 2; 3, 4"),
        (f"<m:eqArr>{e('a=1')}{e('b=2')}</m:eqArr>", "a=1; b=2"),
        (f"<m:func>{e('log', 'fName')}{e('5')}</m:func>", "log 5"),
        (f"<m:rad>{e('3', 'deg')}{e('8')}</m:rad>", "³√ (8)"),
        (f"<m:bar><m:barPr><m:pos m:val='top'/></m:barPr>{e('x')}</m:bar>", "x̄"),
        (f"<m:f><m:fPr><m:type m:val='noBar'/></m:fPr>{e('n', 'num')}{e('k', 'den')}</m:f>",
         "(n over k)"),
    ],
)  # fmt: skip
def test_an_equation_keeps_its_brackets_and_what_stands_above_and_below(
    inner: str, read: str
) -> None:
    assert f"Give {read} ml." in said(written(paragraph(run("Give "), formula(inner), run(" ml."))))


def test_equations_below_one_another_stay_lines_of_their_own() -> None:
    pair = formula(formula(t("a=1")) + formula(t("b=2")), "oMathPara")
    assert "a=1 b=2" in " ".join(said(written(paragraph(pair))).split())


def test_a_deleted_number_of_an_equation_is_listed() -> None:
    inner = f"<w:ins w:id='1'>{t('5')}</w:ins><w:del w:id='2'>{t('9')}</w:del>"
    found = written(paragraph(run("Give "), formula(inner), run(" ml.")))
    assert "Give 5 ml." in said(found)
    assert reasons(found) == {"9": DELETED_WORDS}


def test_what_an_equation_only_holds_room_for_is_listed() -> None:
    inner = f"<m:phant><m:phantPr><m:show m:val='0'/></m:phantPr>{e('9')}</m:phant>{t('5')}"
    found = written(paragraph(run("Give "), formula(inner), run(" ml.")))
    assert "Give 5 ml." in said(found)
    assert reasons(found) == {"9": HIDDEN}
