"""The sums of a measure of accuracy, by family of documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.accuracy import CINQ, MONTANTS, ROUTAGE, Note
from bench.verdicts import FieldVerdict, Verdict
from domain.invoice import FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """Right, absent and wrong of some fields over some documents."""

    juste: int = 0
    absent: int = 0
    faux: int = 0

    @property
    def total(self) -> int:
        """All that was asked."""
        return self.juste + self.absent + self.faux

    def part(self, count: int) -> float:
        """``count`` in percent of the total."""
        return 100 * count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SumsRow:
    """One field, or several together, by both readers."""

    nom: str
    navette: FieldCount
    naif: FieldCount


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySums:
    """One family of documents."""

    famille: str
    documents: int
    mises: int
    """Layouts, or places in the corpus."""
    lignes: tuple[SumsRow, ...]
    """The fields of which at least one document shows one."""
    cinq: SumsRow
    """The five fields of the first target together."""
    tous: SumsRow
    ordinaires: int
    """Ordinary documents."""
    entiers: int
    """Of these, how many have every routing field and amount right at once."""
    entiers_naif: int


def bilans(notes: Iterable[Note]) -> tuple[FamilySums, ...]:
    """One for each family, in the order the families come."""
    families: dict[str, list[Note]] = {}
    for one in notes:
        families.setdefault(one.famille, []).append(one)
    return tuple(_bilan(name, found) for name, found in families.items())


def _bilan(famille: str, notes: list[Note]) -> FamilySums:
    ordinary = [one for one in notes if one.ordinaire]
    rows = tuple(_ligne(name, notes, (name,)) for name in FIELDS)
    return FamilySums(
        famille=famille,
        documents=len(notes),
        mises=len({one.mise for one in notes}),
        lignes=tuple(row for row in rows if row.navette.total or row.naif.total),
        cinq=_ligne("cinq", notes, CINQ),
        tous=_ligne("tous", notes, FIELDS),
        ordinaires=len(ordinary),
        entiers=sum(entier(one.navette) for one in ordinary),
        entiers_naif=sum(entier(one.naif) for one in ordinary),
    )


def _ligne(nom: str, notes: list[Note], champs: tuple[str, ...]) -> SumsRow:
    return SumsRow(
        nom=nom,
        navette=compte((one for note in notes for one in note.navette), champs),
        naif=compte((one for note in notes for one in note.naif), champs),
    )


def compte(jugements: Iterable[FieldVerdict], champs: Iterable[str] = FIELDS) -> FieldCount:
    """How many of each verdict, over the named fields."""
    names = frozenset(champs)
    found = Counter(one.verdict for one in jugements if one.champ in names)
    return FieldCount(juste=found[Verdict.JUSTE], absent=found[Verdict.ABSENT], faux=found[Verdict.FAUX])


def entier(jugements: Iterable[FieldVerdict]) -> bool:
    """Whether every routing field and amount of the page is right at once."""
    return all(one.verdict is Verdict.JUSTE for one in jugements if one.champ in (*ROUTAGE, *MONTANTS))
