"""The table of rules: each finds its own examples, leaves its counter-examples, is documented."""

import pytest

from models.copy_checks.findings import check, rule_book
from models.copy_checks.rules import BY_ID, RULES, Rule, RuleBook, Severity
from settings import ROOT
from tests.copy import page_of

DOCUMENT = (ROOT / "docs" / "copy-checks.md").read_text("utf-8")


def examples(kind: str) -> list[tuple[Rule, str]]:
    return [(rule, example) for rule in RULES for example in getattr(rule, kind)]


def named(value: object) -> str:
    return value.id if isinstance(value, Rule) else ""


def found_in(markdown: str) -> set[str]:
    return {each.rule.id for each in check(page_of(markdown), rule_book({})).findings}


@pytest.mark.parametrize("rule, example", examples("finds"), ids=named)
def test_a_rule_finds_its_examples(rule: Rule, example: str) -> None:
    assert rule.id in found_in(example)


@pytest.mark.parametrize("rule, example", examples("leaves"), ids=named)
def test_a_rule_leaves_its_counter_examples_alone(rule: Rule, example: str) -> None:
    assert rule.id not in found_in(example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_and_what_instead_and_has_examples_and_a_reference(rule: Rule) -> None:
    assert all((rule.title, rule.why, rule.instead, rule.reference, rule.finds, rule.leaves))
    assert rule.url.startswith("https://")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_stands_in_the_document_as_it_is(rule: Rule) -> None:
    told = (
        f"| `{rule.id}` | {rule.title} | {rule.severity.value} | [{rule.reference}]({rule.url}) |"
    )

    assert told in DOCUMENT


def test_the_document_names_no_rule_that_is_not_there() -> None:
    named = {line.split("`")[1] for line in DOCUMENT.splitlines() if line.startswith("| `")}

    assert named == set(BY_ID)


def test_few_rules_hold_publishing_back() -> None:
    blocking = {rule.id for rule in RULES if rule.severity is Severity.BLOCKING}

    assert blocking == {
        "not-addictive", "no-side-effects", "guaranteed", "off-label", "crisis-line",
    }  # fmt: skip


def test_a_clinic_switches_a_rule_off_and_makes_another_stricter() -> None:
    book = RuleBook({"cure": {"severity": "off"}, "too-good": {"severity": "blocking"}})

    assert "cure" not in book.by_id
    assert book.by_id["too-good"].severity is Severity.BLOCKING


def test_a_clinic_has_phrases_of_its_own() -> None:
    book = rule_book({"too-good": {"phrases": ["sea air … heals"]}})
    found = check(page_of("Our sea air gently heals. A breakthrough."), book).findings

    assert [each.quote for each in found] == ["Our sea air gently heals."]


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        [],
        "off",
        {"severity": "loud"},
        {"phrases": "x"},
        {"phrases": [None, {}, "(((", "/…/"]},
    ],
)
def test_a_choice_that_makes_no_sense_breaks_nothing(nonsense: object) -> None:
    book = rule_book({"cure": nonsense, "no-such-rule": nonsense})

    assert len(check(page_of("It is a cure for nothing."), book).findings) <= 1
    assert book.by_id["cure"].severity is Severity.ADVICE
