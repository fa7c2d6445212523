"""Sentences of the rules on the structure of Factur-X profiles, made from what the tables ask."""

from collections.abc import Iterable

from domain.finding import Pack, Rule
from domain.text import Text
from validators.facturx.structure.table import Asked

_ONE = Text("Écrivez cet élément une fois, et une seule.", "Write this element once, and once only.")
_TIMES = {
    "=1": (Text("une fois et une seule", "once and once only"), _ONE),
    "<=1": (Text("une fois au plus", "once at most"), Text("N'en gardez qu'un.", "Keep one only.")),
    "<=2": (Text("deux fois au plus", "twice at most"), Text("N'en gardez que deux.", "Keep two only.")),
    ">=1": (Text("au moins une fois", "at least once"), Text("Ajoutez cet élément.", "Add this element.")),
}


def rules(tables: Iterable[Iterable[Asked]]) -> tuple[Rule, ...]:
    """A rule for each code of the tables, in their order: the number of elements, the attributes, the lists."""
    found: dict[str, Rule] = {}
    for table in tables:
        for one in table:
            found.setdefault(one.code, _rule(one))
    return tuple(sorted(found.values(), key=lambda rule: rule.code))


def _rule(one: Asked) -> Rule:
    message, remedy = _sentences(one)
    return Rule(code=one.code, pack=Pack.FACTURX, message=message, remedy=remedy, source=f"Factur-X 1.09, {one.code}")


def _sentences(one: Asked) -> tuple[Text, Text]:
    if one.times:
        times, remedy = _TIMES[one.times]
        return (
            Text(
                f"Dans ce profil, {one.owner} doit contenir {one.target} {times.fr}.",
                f"In this profile, {one.owner} must have {one.target} {times.en}.",
            ),
            remedy,
        )
    if one.listed:
        what = one.owner if one.target == "." else f"{one.owner}/{one.target}"
        return (
            Text(
                f"La valeur de {what} n'est pas dans la liste du profil.",
                f"The value of {what} is not in the list of the profile.",
            ),
            Text("Employez un code de cette liste.", "Use a code of this list."),
        )
    return (
        Text(
            f"{one.owner} doit porter l'attribut {one.target[1:]}.",
            f"{one.owner} must have the attribute {one.target[1:]}.",
        ),
        Text("Ajoutez cet attribut.", "Add this attribute."),
    )
