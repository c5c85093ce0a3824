"""What the operator does from a terminal: the same actions as on the desk, logged as theirs."""

import sys
from io import TextIOWrapper
from pathlib import Path

import typer
from typer.exceptions import TyperException

from commands.on_demand import on_demand
from commands.output import fail

WITHOUT_DATABASE = {"restore", "drill", "backup-key", "database"}
COMMANDS = {
    "staff": "commands.staff",
    "article": "commands.article",
    "enquiry": "commands.enquiry",
    "audit": "commands.audit",
    "database": "commands.database",
    "migrate": "commands.upkeep:migrate",
    "check": "commands.upkeep:check",
    "backup": "commands.upkeep:backup",
    "restore": "commands.upkeep:restore",
    "drill": "commands.drill:drill",
    "backup-key": "commands.drill:write_backup_key",
    "purge": "commands.purge:purge_now",
    "report": "commands.report:report",
    "demo": "commands.demo:demo",
}
app = on_demand("", COMMANDS)
site = typer.Typer(no_args_is_help=True)
app.add_typer(site, name="site", help="The public site as files.")


@app.callback()
def bring_up_to_date(context: typer.Context) -> None:
    """Copydesk from a terminal. Every command first brings the database to today's schema."""
    if context.invoked_subcommand not in WITHOUT_DATABASE:
        from models.base.opening import open_database  # noqa: PLC0415  help comes without the database

        open_database()


@site.callback()
def about_the_site() -> None:
    """The public site, as everybody sees it."""


@site.command("export")
def write_site(folder: Path) -> None:
    """Write the whole public site to a new folder that any file server can serve."""
    from public.site.static_copy import export_site  # noqa: PLC0415  the web server's parts are slow to load

    print(f"Wrote {export_site(folder):,} files to {folder}.")


def main() -> None:
    """Exit 0 only when done; what went wrong is one line on stderr."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="surrogateescape")  # a file's name may be any bytes
    try:
        status = app(standalone_mode=False)
    except TyperException as error:
        said = error.format_message().rstrip(".").replace("Value error, ", "")
        fail(said and f"{said}; see --help.", error.exit_code)
    except Exception as error:
        from commands.failure import words_for  # noqa: PLC0415  it knows what the database may say

        if words := words_for(error):
            fail(words)
        raise
    raise SystemExit(status)


if __name__ == "__main__":
    main()
