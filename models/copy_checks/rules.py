"""The rules of the copy checks: our table, and what the clinic chose to have otherwise."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.copy_checks.phrases import Phrases

TABLE = Path(__file__).with_name("rules.toml")
MOST_PHRASES = 200


class Severity(StrEnum):
    BLOCKING = "blocking"
    ADVICE = "advice"
    OFF = "off"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """`unless` makes a sentence harmless; `answers` elsewhere in the article do; see the table."""

    id: str
    title: str
    group: str
    kind: str
    severity: Severity
    why: str
    instead: str
    reference: str
    url: str
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    needs_source: bool = False
    may_deny: bool = True
    finds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()

    @property
    def looked_for(self) -> Phrases:
        return compiled_phrases(self.phrases)

    @property
    def excused_by(self) -> Phrases:
        return compiled_phrases(self.unless)

    @property
    def answered_by(self) -> Phrases:
        return compiled_phrases(self.answers)


@dataclass(frozen=True, slots=True, eq=False)
class Drug:
    """A medicine that is written about for uses that it is not approved for."""

    names: Phrases
    uses: Phrases
    says: str
    url: str


@lru_cache(maxsize=256)
def compiled_phrases(wanted: tuple[str, ...]) -> Phrases:
    return Phrases(wanted)


@lru_cache(maxsize=1)
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def _rule(written: Mapping[str, Any]) -> Rule:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in written.items()
    }
    return Rule(**{**fields, "severity": Severity(written["severity"])})


RULES: tuple[Rule, ...] = tuple(map(_rule, _table()["rule"]))
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
DRUGS: tuple[Drug, ...] = tuple(
    Drug(Phrases(each["names"]), Phrases(each["uses"]), each["says"], each["url"])
    for each in _table()["drug"]
)


class RuleBook:
    """The rules as this clinic wants them, those that are off left out."""

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        self.rules = tuple(
            rule
            for rule in (chosen_rule(each, chosen.get(each.id)) for each in RULES)
            if rule.severity is not Severity.OFF
        )
        self.by_id = {rule.id: rule for rule in self.rules}


def rule_choice(rule: Rule, severity: Severity, phrases: Sequence[str]) -> dict[str, Any]:
    """What is kept of a choice: that which differs from the table."""
    choice: dict[str, Any] = {}
    if severity is not rule.severity:
        choice["severity"] = severity.value
    if tuple(phrases) != rule.phrases:
        choice["phrases"] = list(phrases)
    return choice


def chosen_rule(rule: Rule, chosen: Any) -> Rule:
    """`chosen` is {"severity": …, "phrases": […]} or nothing; what makes no sense is ignored."""
    if not isinstance(chosen, Mapping):
        return rule
    severity, wanted = chosen.get("severity"), chosen.get("phrases")
    if severity in list(Severity):
        rule = replace(rule, severity=Severity(severity))
    if isinstance(wanted, list):
        rule = replace(rule, phrases=tuple(str(each) for each in wanted[:MOST_PHRASES]))
    return rule
