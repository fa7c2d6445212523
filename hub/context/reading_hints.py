"""Hints for reading suppliers' pages: one YAML file a supplier, ``<SIREN>.yaml``, in the folder of ``[reading] hints``.

::

    # indices/552100554.yaml
    numero_engagement:
      libelles: ["Votre dossier", "Réf. interne"]
    code_service:
      cadre: {page: 1, gauche: 320, haut: 110, droite: 560, bas: 125}

They only add labels and places; no hint wins over a key, a sum, or a value that is printed beside a known label.
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError, field_validator, model_validator

from domain import system_faults
from domain.errors import SettingsError
from domain.reading_hints import PageBox, ReadingHint, ReadingHints
from domain.text import Text
from hub.settings import syntax_faults
from hub.settings.reasons import BadValue, reasons
from parsers.page.marked.supplier_hints import LABELS, PLACED
from parsers.page.values.identifiers import identifiers

_LARGEST = 2**16
"""Bytes of one file."""
_MOST_LABELS = 50
_ENDINGS = frozenset({".yaml", ".yml"})
type_measure = Annotated[float, Field(ge=0, le=20_000, allow_inf_nan=False)]
type_label = Annotated[str, Field(min_length=2, max_length=80, pattern=r"[^\W\d_]")]
"""What is printed before a value; at least one letter."""


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid")

    page: int = Field(1, ge=1, le=500)
    gauche: type_measure
    haut: type_measure
    droite: type_measure
    bas: type_measure

    @model_validator(mode="after")
    def _has_a_surface(self) -> Self:
        if self.gauche >= self.droite or self.haut >= self.bas:
            raise BadValue(
                Text(
                    "gauche doit être plus petit que droite, et haut plus petit que bas",
                    "gauche must be less than droite, and haut less than bas",
                )
            )
        return self


class _Hint(BaseModel):
    model_config = ConfigDict(extra="forbid")

    libelles: tuple[type_label, ...] = Field((), max_length=_MOST_LABELS)
    cadre: _Frame | None = None


class _File(RootModel[dict[str, _Hint]]):
    @field_validator("root")
    @classmethod
    def _are_fields(cls, value: dict[str, _Hint]) -> dict[str, _Hint]:
        for name, hint in value.items():
            if name not in LABELS:
                raise BadValue(
                    Text(f"{name} n'est aucun de {', '.join(LABELS)}", f"{name} is none of {', '.join(LABELS)}")
                )
            if hint.cadre is not None and name not in PLACED:
                raise BadValue(Text(f"{name} prend des libelles, pas de cadre", f"{name} takes libelles, no cadre"))
        return value


def opened(folder: Path) -> tuple[ReadingHints, ...]:
    """The hints in ``folder`` as it is on disk now; read once a process and version.

    Raises :class:`SettingsError` when there is no such folder, or a file in it cannot be used.
    """
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in _ENDINGS)
        version = tuple((str(file), (facts := file.stat()).st_mtime_ns, facts.st_size) for file in files)
    except OSError as error:
        reason = system_faults.sentence(error)
        raise SettingsError(
            Text(
                f"Les indices {folder} ne peuvent pas être lus : {reason.fr}.",
                f"The hints {folder} cannot be read: {reason.en}.",
            ),
            Text(
                "Créez le dossier, ou retirez hints de [reading].", "Make the folder, or remove hints from [reading]."
            ),
        ) from error
    return _read(version)


@lru_cache(maxsize=4)
def _read(version: tuple[tuple[str, int, int], ...]) -> tuple[ReadingHints, ...]:
    return tuple(_of_supplier(Path(name), size) for name, _, size in version)


def _of_supplier(file: Path, size: int) -> ReadingHints:
    siren = file.stem
    try:
        if not (len(siren) == 9 and any(one.sound and one.siren == siren for one in identifiers(siren))):
            raise BadValue(
                Text(
                    "son nom n'est pas un SIREN : 9 chiffres, dont le dernier est une clé",
                    "its name is not a SIREN: 9 digits, the last of which is a key",
                )
            )
        if size > _LARGEST:
            raise BadValue(Text(f"il a {size} octets", f"it has {size} bytes"))
        content = _File.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    except (ValueError, yaml.YAMLError, OSError, RecursionError) as error:
        raise SettingsError(
            Text(
                f"{file} ne contient pas d'indices utilisables : {_reason(error).fr}.",
                f"{file} holds no hints that can be used: {_reason(error).en}.",
            ),
            Text("Corrigez le fichier, ou retirez-le du dossier.", "Correct the file, or take it out of the folder."),
        ) from error
    return ReadingHints(siren=siren, champs=tuple(_hint(name, hint) for name, hint in content.root.items()))


def _reason(error: Exception) -> Text:
    if isinstance(error, ValidationError):
        return reasons(error, Text("fichier", "file"))
    if isinstance(error, BadValue):
        return error.reason
    if isinstance(error, UnicodeDecodeError):
        return syntax_faults.utf8(error)
    if isinstance(error, yaml.YAMLError):
        return _no_yaml(error)
    if isinstance(error, OSError):
        return system_faults.sentence(error)
    if isinstance(error, RecursionError):
        return Text("il a trop de niveaux", "it has too many levels of recursion")
    return Text("une valeur n'est pas admise", "a value is not allowed")


def _no_yaml(error: yaml.YAMLError) -> Text:
    """Why the text is no YAML of plain values, and where. The English is the parser's own sentence."""
    mark = getattr(error, "problem_mark", None)
    place = f" (ligne {mark.line + 1}, colonne {mark.column + 1})" if mark else ""
    tagged = isinstance(error, yaml.constructor.ConstructorError)
    french = "une balise YAML n'est pas admise" if tagged else "la syntaxe YAML n'est pas respectée"
    return Text(f"{french}{place}", " ".join(str(error).split()))


def _hint(name: str, hint: _Hint) -> ReadingHint:
    frame = PageBox(**hint.cadre.model_dump()) if hint.cadre is not None else None
    return ReadingHint(champ=name, libelles=hint.libelles, cadre=frame)
