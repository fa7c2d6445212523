"""Collects the faults of a directory file, to report them together."""

from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import AnnuaireError
from domain.finding import excerpt
from domain.text import NOTHING, Text

SHOWN = 20
"""Most faulty lines listed; the others are counted."""


@dataclass(slots=True)
class DirectoryFaults:
    """Faults of one file, line by line."""

    file: Path
    count: int = 0
    shown: list[Text] = field(default_factory=list)

    def add(self, line: int, fault: Text, value: str | None = None) -> None:
        """Remembers ``fault`` of ``line`` (from 1, the header line included), and the ``value`` found, empty or not."""
        self.count += 1
        if len(self.shown) < SHOWN:
            found = _found(value)
            self.shown.append(Text(f"ligne {line} : {fault.fr}{found.fr}", f"line {line}: {fault.en}{found.en}"))

    def refuse(self, remedy: Text) -> None:
        """Raises AnnuaireError when there is any fault."""
        if not self.count:
            return
        others = self.count - len(self.shown)
        more = Text(f" ; et {others} de plus", f"; and {others} more") if others else NOTHING
        shown = Text(" ; ".join(one.fr for one in self.shown), "; ".join(one.en for one in self.shown))
        raise AnnuaireError(
            Text(
                f"Le fichier d'annuaire {self.file} a des lignes fautives ({self.count}) : {shown.fr}{more.fr}.",
                f"The directory file {self.file} has faulty lines ({self.count}): {shown.en}{more.en}.",
            ),
            remedy,
        )


def _found(value: str | None) -> Text:
    if value is None:
        return NOTHING
    return Text(f" (trouvé « {excerpt(value or 'rien')} »)", f" (found “{excerpt(value or 'nothing')}”)")
