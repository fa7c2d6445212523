"""Writes every sample and its golden answer: ``python -m samples.make``. Idempotent.

The codes of findings in ``<folder>.attendu.json`` are kept: they come from the tests (``NAVETTE_UPDATE=1``).
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from samples.cases import (
    accepted_pdf,
    accepted_travaux,
    accepted_xml,
    hostile,
    life_cycle,
    lots,
    refused,
    signed,
    status_case,
    to_complete,
    warned,
)
from samples.cases.case import Case, Codes
from samples.catalogue import as_markdown

HERE = Path(__file__).parent
STATUTS = "statuts"
"""The folder of status files, whose golden answers have another structure."""
CONFIANCE = "confiance"
"""The folder of the trust list; the answers on signed invoices are given with it."""


@cache
def cases() -> Mapping[str, tuple[Case, ...]]:
    """Every sample, by folder; made once in a process, which takes seconds."""
    made = {
        "factures": (*accepted_xml.cases(), *accepted_pdf.cases()),
        "averties": warned.cases(),
        "travaux": accepted_travaux.cases(),
        "lots": lots.cases(),
        "signees": signed.cases(),
        "a_completer": to_complete.cases(),
        "refusees": refused.cases(),
        "hostiles": hostile.cases(),
    }
    return MappingProxyType(made)


def golden(folder: str, root: Path = HERE) -> Path:
    """Path of the golden answers of a folder: beside it, so that the folder holds samples only."""
    return root / f"{folder}.attendu.json"


def main(root: Path = HERE) -> None:
    """Writes missing or different files below ``root``, removes files that are no longer samples."""
    made, statuses = cases(), life_cycle.cases()
    _write(root / "README.md", as_markdown(made, statuses))
    for folder, found in made.items():
        _fill(root / folder, {case.name: case.content for case in found})
        _write(golden(folder, root), as_json(found, known_codes(golden(folder, root))))
    _fill(root / CONFIANCE, signed.TRUSTED)
    answers = golden(STATUTS, root)
    _fill(root / STATUTS, {case.name: case.content for case in statuses})
    _write(answers, status_case.as_json(statuses, status_case.known_codes(answers)))


def _fill(target: Path, files: Mapping[str, bytes]) -> None:
    target.mkdir(exist_ok=True)
    for path in target.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        _write(target / name, content)


def as_json(found: tuple[Case, ...], codes: Mapping[str, Mapping[str, Codes]]) -> bytes:
    """The golden answers of a folder; ``codes`` by file and member (``""`` outside archives)."""
    answers = {case.name: case.golden(codes.get(case.name, {})) for case in found}
    return (json.dumps(answers, ensure_ascii=False, indent=1) + "\n").encode()


def known_codes(path: Path) -> dict[str, dict[str, Codes]]:
    """The finding codes already in the golden answers of ``path``, by file and member."""
    if not path.exists():
        return {}
    answers: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    return {name: _codes(answer) for name, answer in answers.items()}


def _codes(answer: Mapping[str, Any]) -> dict[str, Codes]:
    members: dict[str, Any] = answer.get("members", {})
    return {name: _codes_of(each) for name, each in {"": answer, **members}.items()}


def _codes_of(answer: Mapping[str, Any]) -> Codes:
    return Codes(fatal=tuple(answer["codes"]), warning=tuple(answer.get("warnings", ())))


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


if __name__ == "__main__":
    main()
