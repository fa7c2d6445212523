"""Why a value of a settings file cannot be used, in French and in English.

pydantic has English sentences only: the types of error it finds in these models have French sentences here
(https://docs.pydantic.dev/latest/errors/validation_errors/). One that is not listed is named by pydantic's code.
"""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from domain.text import Text

_FRENCH = {
    "extra_forbidden": "clé inconnue",
    "missing": "clé manquante",
    "enum": "valeurs possibles : {expected}",
    "literal_error": "valeurs possibles : {expected}",
    "string_pattern_mismatch": "doit correspondre au motif « {pattern} »",
    "greater_than": "doit être plus grand que {gt}",
    "greater_than_equal": "doit valoir au moins {ge}",
    "less_than": "doit être plus petit que {lt}",
    "less_than_equal": "doit valoir au plus {le}",
    "finite_number": "doit être un nombre fini",
    "too_short": "doit avoir une longueur d'au moins {min_length}, et a {actual_length}",
    "too_long": "doit avoir une longueur d'au plus {max_length}, et a {actual_length}",
    "string_too_short": "doit avoir une longueur d'au moins {min_length}",
    "string_too_long": "doit avoir une longueur d'au plus {max_length}",
    "string_type": "doit être un texte",
    "int_type": "doit être un nombre entier",
    "int_parsing": "doit être un nombre entier",
    "int_from_float": "doit être un nombre entier",
    "float_type": "doit être un nombre",
    "float_parsing": "doit être un nombre",
    "bool_type": "doit être true ou false",
    "bool_parsing": "doit être true ou false",
    "time_type": "doit être une heure, comme « 03:00 »",
    "time_parsing": "doit être une heure, comme « 03:00 »",
    "timezone_naive": "doit être une heure sans fuseau, comme « 03:00 »",
    "path_type": "doit être un chemin",
    "tuple_type": "doit être une liste",
    "list_type": "doit être une liste",
    "frozen_set_type": "doit être une liste",
    "dict_type": "doit être une table",
    "model_type": "doit être une table",
    "model_attributes_type": "doit être une table",
    "union_tag_invalid": "{discriminator} ne peut pas être « {tag} » ; valeurs possibles : {expected_tags}",
    "union_tag_not_found": "il manque {discriminator}",
}


class BadValue(ValueError):
    """A value that a validator of the settings refuses; pydantic puts it in its own error."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason.en


def reasons(
    error: ValidationError, whole: Text, source: Callable[[tuple[str | int, ...]], str | None] = lambda _: None
) -> Text:
    """Each key with what is wrong with it; ``whole`` names what is wrong as a whole. A value that is not in the file
    has what ``source`` calls it instead of its key.
    """
    found = [(source(one["loc"]) or ".".join(map(str, one["loc"])), _reason(dict(one))) for one in error.errors()]
    return Text(
        " ; ".join(f"{key or whole.fr} : {reason.fr}" for key, reason in found),
        "; ".join(f"{key or whole.en}: {reason.en}" for key, reason in found),
    )


def _reason(one: dict[str, Any]) -> Text:
    values = one.get("ctx", {})
    if isinstance(bad := values.get("error"), BadValue):
        return bad.reason
    french = _FRENCH.get(one["type"])
    shown = {name: str(value).replace(" or ", " ou ") for name, value in values.items()}
    return Text(french.format_map(shown) if french else f"valeur refusée ({one['type']})", one["msg"])
