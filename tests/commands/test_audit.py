import json

from typer.testing import CliRunner, Result

import settings
from commands.audit import app
from commands.failure import CommandFailed
from models.base.database import writing
from models.staff.log import record
from models.staff.member import OPERATOR
from tests.log import tamper


def write(times: int) -> None:
    for _ in range(times):
        with writing() as session:
            record(session, OPERATOR, "article.published", subject="article:3")


def audit(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_verify_tells_a_whole_log_from_a_broken_one() -> None:
    write(3)
    whole = audit("verify", "--json")
    assert json.loads(whole.output) == {
        "entries": 3,
        "after": 0,
        "breaches": [],
        "is_whole": True,
    }
    tamper("DELETE FROM log_entry WHERE id > 1", "DELETE FROM log_head")
    broken = audit("verify")

    assert isinstance(broken.exception, CommandFailed)
    assert "entries 2 to 3 were removed" in str(broken.exception)
    told = json.loads(audit("verify", "--json").output)["breaches"]
    assert {"kind": "removed", "first": 2, "last": 3} in told


def test_all_of_it_is_followed_when_asked() -> None:
    write(3)
    assert audit("verify").output == "The log is whole: 3 entries.\n"
    tamper("UPDATE log_entry SET subject = 'article:4' WHERE id = 2")

    assert "followed from 3 on" in audit("verify").output
    assert "entry 2 was changed" in str(audit("verify", "--all").exception)


def test_a_log_without_its_anchor_is_accepted_by_decision_alone() -> None:
    write(3)
    settings.anchor_file().write_text("rubbish")
    assert "the anchor is damaged" in str(audit("verify").exception)

    assert json.loads(audit("accept", "--json").output) == {"anchored": 4}
    assert audit("verify").exit_code == 0
