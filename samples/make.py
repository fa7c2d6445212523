"""Writes every sample and its golden answer: ``python -m samples.make``. Running it twice changes nothing.

The codes of findings in ``<folder>.attendu.json`` are kept: they come from the tests (``NAVETTE_UPDATE=1``).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samples import accepted_pdf, accepted_travaux, accepted_xml, hostile, lots, refused, warned
from samples.case import Case, Codes
from samples.catalogue import as_markdown

HERE = Path(__file__).parent


def cases() -> dict[str, tuple[Case, ...]]:
    """Every sample, by folder."""
    return {
        "factures": (*accepted_xml.cases(), *accepted_pdf.cases()),
        "averties": warned.cases(),
        "travaux": accepted_travaux.cases(),
        "lots": lots.cases(),
        "refusees": refused.cases(),
        "hostiles": hostile.cases(),
    }


def golden(folder: str, root: Path = HERE) -> Path:
    """The golden answers of a folder: beside it, so that the folder holds nothing but samples."""
    return root / f"{folder}.attendu.json"


def main(root: Path = HERE) -> None:
    """Writes what is missing or different below ``root``, removes what is no sample any more."""
    made = cases()
    _write(root / "README.md", as_markdown(made))
    for folder, found in made.items():
        target = root / folder
        target.mkdir(exist_ok=True)
        kept = {case.name for case in found}
        for path in target.iterdir():
            if path.name not in kept:
                path.unlink()
        for case in found:
            _write(target / case.name, case.content)
        _write(golden(folder, root), as_json(found, known_codes(golden(folder, root))))


def as_json(found: tuple[Case, ...], codes: Mapping[str, Mapping[str, Codes]]) -> bytes:
    """The golden answers of a folder; ``codes`` by file and member (``""`` outside archives)."""
    answers = {case.name: case.golden(codes.get(case.name, {})) for case in found}
    return (json.dumps(answers, ensure_ascii=False, indent=1) + "\n").encode()


def known_codes(path: Path) -> dict[str, dict[str, Codes]]:
    """The codes the golden answers of ``path`` hold already, by file and member."""
    if not path.exists():
        return {}
    answers: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    return {name: _codes(answer) for name, answer in answers.items()}


def _codes(answer: Mapping[str, Any]) -> dict[str, Codes]:
    members: dict[str, Any] = answer.get("members", {})
    return {name: _said(each) for name, each in {"": answer, **members}.items()}


def _said(answer: Mapping[str, Any]) -> Codes:
    return Codes(fatal=tuple(answer["codes"]), warning=tuple(answer.get("warnings", ())))


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


if __name__ == "__main__":
    main()
