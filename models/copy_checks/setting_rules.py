"""What the clinic may choose to have otherwise in the copy checks: severities and phrases."""

from typing import Any

from models.clinic.rules import SettingRule, clean_lines
from models.copy_checks.rules import BY_ID, MOST_PHRASES, Rule, Severity


def _copy_rules(value: dict[str, Any]) -> dict[str, Any]:
    """Rules that we have, each with a severity or phrases of its own."""
    return {each: _copy_rule(BY_ID[each], value[each]) for each in sorted(value) if each in BY_ID}


def _copy_rule(rule: Rule, value: dict[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    if severity := value.get("severity"):
        clean["severity"] = Severity(severity).value
    if "phrases" in value:
        field = f"The phrases of “{rule.title}”"
        clean["phrases"] = clean_lines(
            value["phrases"], field=field, each=field, most=MOST_PHRASES, limit=120
        )
    return clean


RULES: dict[str, SettingRule] = {"copy_rules": _copy_rules}
