"""Writes sentences to a console: wrapped on a terminal, whole lines when a file or a program reads them."""

from rich.text import Text as Line

from cli.show.console import Console

NARROWEST = 20
"""Least width of a wrapped sentence, in columns, however narrow the terminal."""


class LineWriter:
    """Writes sentences with hanging indents; no line ends in blanks."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)

    def write(self, line: Line | str, *, indent: int = 0, hanging: int | None = None) -> None:
        """Shows ``line`` after ``indent`` columns; what follows its first line begins after ``hanging`` columns."""
        text = Line(line) if isinstance(line, str) else line
        hanging = indent if hanging is None else hanging
        rows = self._rows(text, self.console.width - max(indent, hanging)) if self.console.is_terminal else [text]
        for rank, row in enumerate(rows):
            row.rstrip()
            self.console.print(Line(" " * (hanging if rank else indent)).append_text(row), soft_wrap=True)

    def _rows(self, text: Line, width: int) -> list[Line]:
        return list(text.wrap(self.console, max(width, NARROWEST)))


_SPACES = "\u00a0\u202f"
"""Blanks inside French numbers; ``isprintable`` is false for them, and terminals show them as blanks."""


def printable(name: str) -> str:
    """A name from outside, harmless on a terminal: no control, no mark that turns the reading direction."""
    return "".join(char if char.isprintable() or char in _SPACES else "?" for char in name)
