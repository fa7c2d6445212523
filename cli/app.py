"""The ``navette`` command: each command is a module of this package, imported only when it is called.

Exit codes: 0 done, and every document accepted; 1 done, but something was refused, refuted or left undone;
2 the command was not understood; 3 settings, directory, ledger, disk or rules cannot be used; 4 something outside
does not answer, and trying again later may help; 130 interrupted from the keyboard.
"""

import os
import sys
from collections.abc import Callable
from difflib import get_close_matches
from enum import IntEnum
from functools import partial
from importlib import import_module
from typing import Any

import typer

from cli import language
from cli.interruption import INTERRUPTED_RUN
from cli.usage import errors as usage_errors
from cli.usage import output
from cli.usage.commands import TranslatedCommand, TranslatedGroup
from cli.usage.help_texts import documented, translate
from cli.usage.summaries import SUMMARIES
from domain import system_faults
from domain.errors import NavetteError, Unavailable
from domain.text import Text
from hub.runtime.safe_path import ignore_current_folder

COMMANDS = tuple(SUMMARIES)
"""Modules of this package, in the order of the help page; each has ``app``, or a function of its own name."""
LISTED = "cli.listed"
"""In what a context carries: its help page is being made."""
UNUSABLE_FILE = Text(
    "{name} : {reason}. Vérifiez que le fichier existe, ses droits et le disque.",
    "{name}: {reason}. Check that it exists, its rights and the disk.",
)


class Exit(IntEnum):
    """Exit codes of the process."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNUSABLE = 3
    UNAVAILABLE = 4
    INTERRUPTED = 130
    UNREAD = 141
    """The reader of the output closed it before its end (128 and the number of SIGPIPE)."""


class Commands(TranslatedGroup):
    """The commands by name; a :class:`NavetteError` becomes one sentence, its remedy and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of :data:`COMMANDS`."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command; its module is imported here, so that ``check`` loads neither Prefect, SFTP nor pandas. The page
        that lists them imports none: it shows their names and summaries.
        """
        if cmd_name not in COMMANDS:
            return None
        if ctx.meta.get(LISTED):
            return TranslatedCommand(cmd_name, help=SUMMARIES[cmd_name].in_(language.current()))
        return _command(cmd_name)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Prints the page that lists the commands."""
        ctx.meta[LISTED] = True
        super().format_help(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with. The error of an unknown one names the nearest: typer searches only
        among the commands that are imported.
        """
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            message = getattr(error, "message", "")
            if near := get_close_matches(args[0], COMMANDS):
                error.message = usage_errors.with_nearest(message, near)
            raise

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Chooses the language from the arguments, then parses them."""
        language.choose(args, os.environ)
        translate(self, language.current())
        try:
            return _flushed(partial(_understood, super().make_context, **extra), info_name, args, parent)
        except BrokenPipeError:  # of a help page
            raise _unread() from None

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. Unexpected exceptions are not caught: their trace is needed to mend the fault."""
        try:
            return _flushed(_understood, super().invoke, ctx)
        except BrokenPipeError:
            raise _unread() from None
        except KeyboardInterrupt:
            _complain(INTERRUPTED_RUN.in_(language.current()))
            raise typer.Exit(Exit.INTERRUPTED) from None
        except NavetteError as error:
            _complain(error.in_(language.current()))
            raise typer.Exit(Exit.UNAVAILABLE if isinstance(error, Unavailable) else Exit.UNUSABLE) from None
        except OSError as error:
            if error.filename is None:
                raise
            locale = language.current()
            values = {"name": _shown(error.filename), "reason": system_faults.sentence(error).in_(locale)}
            _complain(UNUSABLE_FILE.with_(values).in_(locale))
            raise typer.Exit(Exit.UNUSABLE) from None


def _unread() -> typer.Exit:
    """The end of a command whose reader closed its output (``navette check ... | head``): nothing more is written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return typer.Exit(Exit.UNREAD)


app = typer.Typer(
    name="navette",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
@documented(
    """
    Achemine les factures électroniques jusqu'au bon service des organismes publics français.

    Codes de sortie : **0** fait, et tout est accepté ; **1** quelque chose est refusé, réfuté, introuvable ou resté à
    faire ; **2** la commande n'a pas été comprise ; **3** les réglages, l'annuaire, le registre, le disque ou les
    règles
    sont inutilisables ; **4** quelque chose à l'extérieur ne répond pas pour l'instant.

    Exemple : `navette check samples/factures --annuaire samples/annuaire`
    """,
    """
    Brings electronic invoices to the right desk of French public bodies.

    Exit codes: **0** done, and all accepted; **1** something refused, refuted, not found or left undone;
    **2** the command was not understood; **3** settings, directory, ledger, disk or rules cannot be used;
    **4** something outside does not answer now.

    Example: `navette check samples/factures --annuaire samples/annuaire`
    """,
)
def navette() -> None:
    """The root of the commands."""


def main() -> None:
    """Runs the command."""
    ignore_current_folder()
    output.prepare()
    try:
        app()
    except NavetteError as error:  # of the help page: no command was invoked
        _complain(error.in_(language.current()))
        sys.exit(Exit.UNUSABLE)


def _command(name: str) -> Any:
    """The command in the language of the command line."""
    module = import_module(f"cli.{name}")
    group = getattr(module, "app", None)
    if group is not None:
        found: Any = typer.main.get_command(group)
        found.name = name
        return translate(found, language.current(), module.HELP)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    alone.command(name, cls=TranslatedCommand)(getattr(module, name))
    return translate(typer.main.get_command(alone), language.current())


def _understood(run: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What ``run`` returns; a command that was not understood is shown in one language, with exit code 2."""
    try:
        return run(*arguments, **options)
    except typer.TyperException as error:
        # Typer's exception for a group without a command has printed the help page when it was made.
        if type(error).__name__ != "NoArgsIsHelpError":
            sys.stderr.write(usage_errors.show(error))
        raise typer.Exit(error.exit_code) from None


def _flushed(run: Callable[..., Any], *arguments: Any) -> Any:
    """Runs, then flushes the output, so that a closed pipe raises here and not when the interpreter ends."""
    try:
        return run(*arguments)
    finally:
        sys.stdout.flush()


def _complain(sentence: str) -> None:
    output.give_up()
    sys.stderr.write(f"navette: {sentence}\n")


def _shown(name: str | bytes) -> str:
    return os.fsencode(name).decode("utf-8", "replace")
