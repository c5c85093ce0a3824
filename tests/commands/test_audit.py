import json

from typer.testing import CliRunner

from commands.audit import app
from commands.output import CommandFailed
from models.base.database import engine, writing
from models.staff.log import record
from models.staff.member import OPERATOR


def test_verify_tells_a_whole_log_from_a_broken_one() -> None:
    for _ in range(3):
        with writing() as session:
            record(session, OPERATOR, "article.published", subject="article:3")
    whole = CliRunner().invoke(app, ["verify", "--json"])
    assert json.loads(whole.output) == {"entries": 3, "first_broken": None, "is_whole": True}
    with engine().begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER log_entry_refuses_delete")
        connection.exec_driver_sql("DELETE FROM log_entry WHERE id = 3")
    broken = CliRunner().invoke(app, ["verify"])

    assert isinstance(broken.exception, CommandFailed)
    assert "breaks at entry 3" in str(broken.exception)
