"""Which identifiers are the supplier's and which the recipient's."""

from collections.abc import Iterable
from dataclasses import dataclass

from parsers.page.fields.candidates import Candidate, Choice
from parsers.page.labels.label_kinds import THIRDS, Role
from parsers.page.parties.owners import PUBLIC, Sighting
from parsers.page.values.identifiers import IdentifierKind

_SURE = 0.5
_MARGIN = 0.15
_MORE = 0.1
"""Share of each further reason added to the strongest one."""
_EXPLICIT_SCORE = 0.9
"""Score of an MOE named as such; least score of a recipient when no supplier is known, so that a public body's own
letterhead is not enough."""
_AMONG_OTHERS = 0.6
"""Least score of a supplier without SIRET where other SIRENs are printed: more than not to be a public body's."""
_LEFT_OVER = 0.7
"""Score of the second of two SIRETs once the owner of the first is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Identifiers of a party; ``rivals`` when two SIRETs are equally good."""

    siret: Candidate | None = None
    siren: str | None = None
    tva: Candidate | None = None
    rivals: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The supplier and the recipient."""

    fournisseur: Identity
    destinataire: Identity
    moe: Choice
    """The SIRET labelled as that of the *maître d'œuvre*; rivals when several are."""


type_scores = dict[Role, float]


def identities(found: Iterable[Sighting]) -> Identities:
    """The identifiers of both parties among ``found``."""
    found = tuple(found)
    sirets = [one for one in found if one.identifier.nature is IdentifierKind.SIRET]
    owners = _owners(sirets, found)
    if not any(role is Role.FOURNISSEUR for role, _ in owners.values()):
        owners |= _more(found, owners)
    seller = _identity(Role.FOURNISSEUR, found, owners)
    buyer = _identity(Role.DESTINATAIRE, found, owners)
    return Identities(fournisseur=seller, destinataire=buyer, moe=_moe(sirets))


def _moe(sirets: list[Sighting]) -> Choice:
    explicit = {one.identifier.value: one for one in sirets if one.explicit is Role.MOE and one.identifier.sound}
    found = tuple(one.as_candidate(_EXPLICIT_SCORE) for one in explicit.values())
    return Choice(best=found[0]) if len(found) == 1 else Choice(rivals=found)


def _more(found: tuple[Sighting, ...], placed: dict[str, tuple[Role, float]]) -> dict[str, tuple[Role, float]]:
    """The supplier by SIREN or VAT number, when it has no SIRET on the pages."""
    others = [one for one in found if one.identifier.siren and one.identifier.siren not in placed]
    named = [one for one in others if one.identifier.nature is IdentifierKind.SIREN] or others
    owners = _owners(named, tuple(others))
    least = _SURE if len({one.identifier.siren for one in found}) == 1 else _AMONG_OTHERS
    return {siren: owner for siren, owner in owners.items() if owner[0] is Role.FOURNISSEUR and owner[1] >= least}


def _owners(among: list[Sighting], found: tuple[Sighting, ...]) -> dict[str, tuple[Role, float]]:
    """Each SIREN's owner with its score; a SIREN without a clear owner is left out."""
    sirens = list(dict.fromkeys(one.identifier.siren for one in among))
    scores = {siren: _scores(one for one in found if one.identifier.siren == siren) for siren in sirens}
    owners = {siren: owner for siren in sirens if (owner := _clear(scores[siren])) is not None}
    for role in (Role.FOURNISSEUR, Role.DESTINATAIRE):
        _keep_one(role, owners)
    owners |= _left_over(sirens, scores, owners, _likely_buyers(found))
    if not any(role is Role.FOURNISSEUR for role, _ in owners.values()):
        owners = {siren: owner for siren, owner in owners.items() if owner[1] >= _EXPLICIT_SCORE}
    return owners


def _likely_buyers(found: tuple[Sighting, ...]) -> set[str]:
    """The SIRENs that may be the recipient's without a label: of public bodies, or under an address in the head."""
    return {one.identifier.siren for one in found if one.addressed or one.identifier.siren.startswith(PUBLIC)}


def _scores(found: Iterable[Sighting]) -> type_scores:
    reasons: dict[Role, list[float]] = {}
    for one in found:
        for role, weight in one.claims:
            reasons.setdefault(role, []).append(weight)
    return {role: max(weights) + _MORE * min(3, len(set(weights)) - 1) for role, weights in reasons.items()}


def _clear(scores: type_scores) -> tuple[Role, float] | None:
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < _SURE:
        return None
    return ranked[0] if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN else None


def _keep_one(role: Role, owners: dict[str, tuple[Role, float]]) -> None:
    """Of several SIRENs in one role keeps the best score; none when the scores are equal."""
    held = sorted((one for one in owners.items() if one[1][0] is role), key=lambda one: -one[1][1])
    if len(held) < 2:
        return
    clear = held[0][1][1] - held[1][1][1] >= _MARGIN
    for siren, _ in held[1:] if clear else held:
        del owners[siren]


def _left_over(
    sirens: list[str], scores: dict[str, type_scores], owners: dict[str, tuple[Role, float]], likely: set[str]
) -> dict[str, tuple[Role, float]]:
    """With two SIRENs of which one has an owner, the other is the other party's, unless it is a third party's."""
    free = [siren for siren in sirens if siren not in owners]
    placed = {role for role, _ in owners.values()} & {Role.FOURNISSEUR, Role.DESTINATAIRE}
    if len(free) != 1 or len(placed) != 1 or THIRDS & set(scores[free[0]]):
        return {}
    other = Role.DESTINATAIRE if Role.FOURNISSEUR in placed else Role.FOURNISSEUR
    if other is Role.DESTINATAIRE and free[0] not in likely:
        return {}
    return {free[0]: (other, _LEFT_OVER)}


def _identity(role: Role, found: tuple[Sighting, ...], owners: dict[str, tuple[Role, float]]) -> Identity:
    mine = {siren: score for siren, (owner, score) in owners.items() if owner is role}
    siren = next(iter(mine), None)
    score = min(mine[siren], 1.0) if siren else 0.0
    own = [
        one
        for one in found
        if siren and one.identifier.siren == siren and one.identifier.nature is IdentifierKind.SIRET
    ]
    siret, rivals = _siret(role, own, score)
    vat = _vat(role, found, siren, set(owners) - set(mine))
    if siret is not None and role is Role.FOURNISSEUR and _is_contradicted(siren, found, set(owners)):
        rivals, siret = (siret,), None
    plain = siren or (str(vat.value)[4:] if vat is not None and str(vat.value).startswith("FR") else None)
    return Identity(siret=siret, siren=plain, tva=vat, rivals=rivals)


def _is_contradicted(siren: str | None, found: tuple[Sighting, ...], placed: set[str]) -> bool:
    """Whether the only French VAT number that may be the supplier's is another company's."""
    numbers = {one.identifier.siren for one in found if one.identifier.nature is IdentifierKind.TVA}
    if len(numbers) != 1 or not numbers.isdisjoint({siren, "", *placed}):
        return False
    (other,) = numbers
    if other.startswith(PUBLIC):
        return False
    sightings = [one for one in found if one.identifier.siren == other]
    sound = all(one.identifier.sound for one in sightings)
    return sound and set(_scores(sightings)) <= {Role.FOURNISSEUR}


def _siret(role: Role, own: list[Sighting], score: float) -> tuple[Candidate | None, tuple[Candidate, ...]]:
    """The party's SIRET; of several establishments, the one with a label or heading."""
    certain = [one for one in own if one.identifier.certain]
    if own and not certain:
        return None, tuple(one.as_candidate(score) for one in own)
    own = certain
    values = {one.identifier.value: one for one in reversed(own)}
    if len(values) == 1:
        return own[0].as_candidate(_checked(own[0], score)), ()
    explicit = {one.identifier.value: one for one in reversed(own) if one.explicit is role and not one.seat}
    if len(explicit) == 1:
        (sighting,) = explicit.values()
        return sighting.as_candidate(_checked(sighting, score)), ()
    local = {one.identifier.value: one for one in reversed(own) if not one.seat}
    if len(local) == 1:
        (sighting,) = local.values()
        return sighting.as_candidate(_checked(sighting, score)), ()
    return None, tuple(one.as_candidate(score) for one in values.values())


def _checked(sighting: Sighting, score: float) -> float:
    return score if sighting.identifier.sound else score * 0.85


def _vat(role: Role, found: tuple[Sighting, ...], siren: str | None, others: set[str]) -> Candidate | None:
    """The party's VAT number: the one of its SIREN, else the only one attributed to it."""
    numbers = [one for one in found if one.identifier.nature is IdentifierKind.TVA]
    own = [one for one in numbers if siren and one.identifier.siren == siren]
    if own:
        return own[0].as_candidate(0.95) if len({one.identifier.value for one in own}) == 1 else None
    claimed: dict[str, tuple[float, Sighting]] = {}
    for value in {one.identifier.value for one in numbers if one.identifier.siren not in others}:
        group = [one for one in numbers if one.identifier.value == value]
        owner = _clear(_scores(group))
        if owner is not None and owner[0] is role and owner[1] >= 0.75:
            claimed[value] = (owner[1], group[0])
    ranked = sorted(claimed.values(), key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return ranked[0][1].as_candidate(min(ranked[0][0], 0.9))
