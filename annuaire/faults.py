"""The faults of a directory file, gathered so that all of them are told at once."""

from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import AnnuaireError
from domain.finding import excerpt

SHOWN = 20
"""Faulty lines that are named; the others are counted."""


@dataclass(slots=True)
class DirectoryFaults:
    """What is wrong in one file, line by line."""

    file: Path
    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, line: int, fault: str, value: object = "") -> None:
        """Remembers ``fault`` of ``line`` (from 1, the header line included)."""
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(f"line {line}: {fault}" + (f" (found « {excerpt(value)} »)" if value != "" else ""))

    def refuse(self, remedy: str) -> None:
        """Raises AnnuaireError when there is any fault."""
        if not self.count:
            return
        more = f"; and {self.count - len(self.shown)} more" if self.count > len(self.shown) else ""
        raise AnnuaireError(
            f"The directory file {self.file} has {self.count} faulty line(s): {'; '.join(self.shown)}{more}.", remedy
        )
