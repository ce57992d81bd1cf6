"""The command `centreline`: its commands, and how it stops."""

import errno
import os
import re
import sys
import traceback
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from centreline import __version__
from centreline.cli.exit_code import ExitCode
from centreline.kernel.errors import PlaceUnusable, Stopped

__all__ = ["app", "main"]


app = typer.Typer(
    name="centreline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit codes: 0 done · 1 findings at or above --fail-on · 2 bad input · 3 a fault of the program.",
)

NOT_OURS = {
    errno.EACCES: "check who may read and write there",
    errno.EPERM: "check who may read and write there",
    errno.EROFS: "name a place that can be written to",
    errno.ENOSPC: "make room on the disk, then try again",
    errno.EDQUOT: "make room on the disk, then try again",
    errno.ENOENT: "check the path, and make the folder first",
    errno.ENOTDIR: "check the path: a part of it is a file",
    errno.EISDIR: "name a file, not a folder",
    errno.ENAMETOOLONG: "choose a shorter name",
}
"""What can be wrong with a disk or a path, which no program can foresee, and how it is mended."""


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"centreline {__version__}")
        raise typer.Exit


@app.callback()
def centreline(
    *,
    version: bool = typer.Option(  # its callback answers before any command is looked for
        False, "--version", help="Print the version and leave.", is_eager=True, callback=_tell_version
    ),
) -> None:
    """Hold a contact centre to its centreline.

    A written operating model (the blueprint) against what really happened
    (the evidence): what is misaligned, how we know, what was not examined,
    and what to do first.

    Start with [bold]centreline demo[/bold], or with [bold]centreline init my-centre[/bold].
    """


def main() -> None:
    """Run the command line; the one place where an error becomes an exit code."""
    _register()
    try:
        _check_zones()
        app()
    except Stopped as reason:
        _tell(reason)
        sys.exit(ExitCode.BAD_INPUT)
    except BrokenPipeError:
        sys.exit(ExitCode.DONE)
    except Exception as error:
        if isinstance(error, OSError) and (number := _number_of(error)) in NOT_OURS:
            _tell(_unusable(error, number))
            sys.exit(ExitCode.BAD_INPUT)
        if (known := _of_the_database(error)) is not None:
            _tell(known)
            sys.exit(ExitCode.BAD_INPUT)
        traceback.print_exc()
        typer.echo("This is a fault of Centreline, not of your input: please report it with the lines above.", err=True)
        sys.exit(ExitCode.UNFORESEEN)


def _check_zones() -> None:
    """Stop where no time zone is known: every time of every file is placed in one."""
    try:
        ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        raise PlaceUnusable(
            "this machine knows no time zones, so no time can be placed",
            where="the zone data of the system, or Python's own package of it",
            fix="install them: `pip install tzdata`, or the system's package tzdata",
        ) from None


def _of_the_database(error: Exception) -> Stopped | None:
    """Return in words what the disk does to a database that a command has open; None for any other error."""
    if "django.db.utils" not in sys.modules:
        return None
    from centreline.web.frame.unwritable import unwritable

    found = unwritable(error)
    return found and found[0]


def _number_of(error: OSError) -> int:
    """Return the system's number of an error; what commits to tables says it in its words alone."""
    told = re.search(r"\(os error (\d+)\)", str(error))
    return error.errno or (int(told[1]) if told else 0)


def _unusable(error: OSError, number: int) -> PlaceUnusable:
    place = str(error.filename or "the disk")
    return PlaceUnusable(f"cannot use {place!r}: {os.strerror(number)}", where=place, fix=NOT_OURS[number])


def _tell(reason: Stopped) -> None:
    """Say why work stopped: three lines for a person, one document for a script that asked for JSON."""
    wants_json = "--format=json" in sys.argv or any(
        pair in {("--format", "json"), ("-f", "json")} for pair in pairwise(sys.argv)
    )
    if not wants_json:
        typer.echo(_in_short(reason), err=True)
        return
    import json

    from centreline.cli.as_json import error_document

    typer.echo(json.dumps(error_document(reason), indent=2, ensure_ascii=False), err=True)


_SHOWN = 20
"""How many problems a person is shown at once; JSON has them all."""


def _in_short(reason: Stopped) -> str:
    if len(reason.problems) <= _SHOWN:
        return str(reason)
    hidden = len(reason.problems) - _SHOWN
    shown = "\n\n".join([str(reason.problem), *(str(problem) for problem in reason.problems[:_SHOWN])])
    return f"{shown}\n\n… and {hidden:,} more; mend these first, or see all with --format json"


def _register() -> None:
    from centreline.cli import commands

    commands.register(app)
