"""What the operator does from a terminal: the same actions as on the desk, logged as theirs."""

import sys
from io import TextIOWrapper
from pathlib import Path

import typer
from typer.exceptions import TyperException

from commands import article, audit, demo, drill, enquiry, purge, staff, upkeep
from commands.output import fail, words_for
from models.base.schema import migrate

WITHOUT_DATABASE = {"restore", "drill", "backup-key"}
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(staff.app, name="staff", help="Accounts of the people who use the desk.")
app.add_typer(article.app, name="article", help="Articles: import, export, list.")
app.add_typer(enquiry.app, name="enquiry", help="Booking enquiries: list, export.")
app.add_typer(audit.app, name="audit", help="The log of what everybody did.")
site = typer.Typer(no_args_is_help=True)
app.add_typer(site, name="site", help="The public site as files.")
upkeep.add_to(app)
app.command()(drill.drill)
app.command("backup-key")(drill.write_backup_key)
app.command("purge")(purge.purge_now)
app.command()(demo.demo)


@app.callback()
def bring_up_to_date(context: typer.Context) -> None:
    """Copydesk from a terminal. Every command first brings the database to today's schema."""
    if context.invoked_subcommand not in WITHOUT_DATABASE:
        migrate()


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
        if words := words_for(error):
            fail(words)
        raise
    raise SystemExit(status)


if __name__ == "__main__":
    main()
