"""The console of the commands."""

from rich.console import Console as RichConsole


class Console(RichConsole):
    """A console whose reader may leave before the end (``navette health | head -1``): that is the program's to answer,
    with one exit code for every command, where rich would end it with 1.
    """

    def on_broken_pipe(self) -> None:
        """Raises the :class:`BrokenPipeError` that is being handled."""
        raise  # noqa: PLE0704 - rich calls this in its except clause
