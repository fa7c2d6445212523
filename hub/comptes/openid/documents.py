"""JSON objects from a provider: each value is taken as the type it must have, else it is not there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from domain.text import Text
from hub.comptes.openid.refusals import refused

NO_OBJECT = Text(
    "La réponse du fournisseur d'identité n'est pas un objet JSON.",
    "The answer of the identity provider is no JSON object.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A JSON object: metadata, claims, an answer."""

    values: Mapping[str, object]

    def has(self, name: str) -> bool:
        """Whether there is a value, of whatever type."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A text; empty when there is none."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list, or of the one value there is; empty when it is neither."""
        found = self.values.get(name)
        if isinstance(found, str):
            return (found,)
        is_list = isinstance(found, list) and all(isinstance(each, str) for each in found)
        return tuple(found) if isinstance(found, list) and is_list else ()

    def number(self, name: str) -> float | None:
        """A number of seconds since 1970; ``None`` when there is none."""
        found = self.values.get(name)
        if isinstance(found, bool) or not isinstance(found, int | float) or abs(found) > 1e12 or not isfinite(found):
            return None
        return float(found)

    def truth(self, name: str) -> bool | None:
        """Whether it says so, as a JSON truth value or as a word; ``None`` when it does not say."""
        found = self.values.get(name)
        if isinstance(found, str):
            return {"true": True, "false": False}.get(found.casefold())
        return found if isinstance(found, bool) else None


def document_of(body: bytes) -> Document:
    """The object in ``body``. Raises :class:`domain.errors.NotIdentified` when there is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise refused(NO_OBJECT) from error
    if not isinstance(found, dict):
        raise refused(NO_OBJECT)
    return Document(values=found)
