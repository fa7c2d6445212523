"""Search criteria as conditions on documents, each with the indexes that answer it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from domain.cadre import CADRES
from domain.errors import Unsearchable
from domain.invoice import AVOIRS
from domain.search_criteria import DateRange, SearchCriteria
from domain.status import Status
from domain.text import Text
from domain.travaux import ETAPES
from ledger.certificates.chain import written
from ledger.database.column_types import LARGEST, folded, sought
from ledger.database.paris_days import midnight
from ledger.database.schema import IN_ARCHIVES, OPEN, RARE, SPECIAL, UNROUTED, certificates, documents, fournisseurs
from ledger.search.roles import Branch, Criterion, destinataire, identifier, of_suppliers, structure

IN_ORDER = "documents_in_order"
NUMBER = "documents_number"
LONGEST, STARS = 200, 8
"""Characters and ``*`` of a piece of text that is looked for."""
_D = documents.c
_F = fournisseurs.c

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


def criteria(connection: Connection, asked: SearchCriteria) -> tuple[Criterion, ...]:
    """Everything that must hold beside being current and having a number.

    Raises :class:`domain.errors.Unsearchable`, with the remedy, for what cannot be looked for.
    """
    return tuple(_criteria(asked, sqlite=connection.dialect.name == "sqlite"))


def _criteria(asked: SearchCriteria, *, sqlite: bool) -> Iterator[Criterion]:
    if asked.structure is not None:
        yield structure(asked.role, identifier(asked.structure))
    elif asked.role is not None:
        raise Unsearchable(
            Text("Une fonction est cherchée sans structure.", "A role is looked for without a structure."),
            Text("Dites de qui : un SIRET ou un SIREN.", "Say whose role: a SIRET or a SIREN."),
        )
    if asked.pieces:
        yield tuple(_piece(piece) for piece in sorted(asked.pieces))
    if asked.destinataire is not None:
        yield destinataire(identifier(asked.destinataire))
    if asked.code_service is not None:
        yield _service(asked.code_service)
    if asked.cadres:
        yield (_cadres(asked.cadres),)
    if asked.fournisseur is not None:
        yield (of_suppliers(like(_F.nom_sought, asked.fournisseur, folded, around="%")),)
    if asked.depuis is not None or asked.jusqu_a is not None:
        yield (_period(asked),)
    if asked.statuts:
        yield (_statuses(asked.statuts),)
    yield from _set_aside(asked)
    yield from _exact(asked)
    if asked.numero is not None:
        yield (_number(asked.numero, sqlite=sqlite),)
    yield from _amounts(asked)


def _service(code: str) -> Criterion:
    """Whose it is; of what was brought to nobody, whose it says it is."""
    named = and_(UNROUTED, _D.code_service == code)
    return (
        Branch(holds=_D.route_code_service == code, index="documents_of_service", covering=True),
        Branch(holds=named, index="documents_unrouted_service", covering=True),
    )


def _set_aside(asked: SearchCriteria) -> Iterator[Criterion]:
    """What lists hide: old refusals, what was downloaded, what is archived."""
    if asked.rejet_depuis is not None:
        stands = and_(_D.status.is_not(None), _D.status != Status.REJETEE.value)
        yield (Branch(holds=or_(stands, _D.changed_at >= midnight(_meant(asked.rejet_depuis)))),)
    if asked.telechargee is not None:
        taken = _D.downloaded_at.is_not(None) if asked.telechargee else _D.downloaded_at.is_(None)
        yield (Branch(holds=taken),)
    if asked.archivee is not None:
        kept = Branch(holds=_D.archived_at.is_(None))
        yield (Branch(holds=IN_ARCHIVES, index="documents_archived") if asked.archivee else kept,)


def _piece(name: str) -> Branch:
    works = and_(RARE, _D.cadre_facturation.in_(sorted(ETAPES)))
    credit = and_(SPECIAL, _D.type_facture.in_(sorted(AVOIRS)))
    if name == "facture":
        ordinary = (func.coalesce(works, false()), func.coalesce(credit, false()))
        return Branch(holds=and_(*(~each for each in ordinary)))
    if name == "avoir":
        return Branch(holds=credit, index="documents_of_type")
    if name == "travaux":
        return Branch(holds=works, index="documents_of_cadre")
    cadres = {code for code, cadre in CADRES.items() if cadre.travaux == name}
    if not cadres:
        kinds = sorted({cadre.travaux for cadre in CADRES.values() if cadre.travaux})
        raise Unsearchable(
            Text(f"Il n'y a pas de pièce « {name} ».", f"There is no piece “{name}”."),
            Text(
                f"Connues : facture, avoir, travaux, {', '.join(kinds)}.",
                f"Known: facture, avoir, travaux, {', '.join(kinds)}.",
            ),
        )
    return _cadres(frozenset(cadres))


def _cadres(cadres: frozenset[str]) -> Branch:
    mine = _D.cadre_facturation.in_(sorted(cadres))
    return Branch(holds=mine) if "A1" in cadres else Branch(holds=and_(RARE, mine), index="documents_of_cadre")


def _statuses(statuses: frozenset[Status]) -> Branch:
    mine = _D.status.in_(sorted(status.value for status in statuses))
    if Status.MISE_EN_PAIEMENT in statuses:
        return Branch(holds=mine)
    return Branch(holds=and_(OPEN, mine), index="documents_open", is_open=True)


def _period(asked: SearchCriteria) -> Branch:
    """The days as moments of Paris: a day has 23, 24 or 25 hours."""
    if asked.periode is DateRange.FACTURE:
        days = [_D.date_facture >= asked.depuis.isoformat()] if asked.depuis else [_D.date_facture >= ""]
        days += [_D.date_facture <= asked.jusqu_a.isoformat()] if asked.jusqu_a else []
        return Branch(holds=and_(*days), index="documents_dated", covering=True)
    column = _D.deposited_at if asked.periode is DateRange.DEPOT else _D.changed_at
    bounds = [column >= midnight(_meant(asked.depuis))] if asked.depuis else []
    bounds += [column < midnight(_meant(asked.jusqu_a) + timedelta(days=1))] if asked.jusqu_a else []
    if asked.periode is DateRange.DEPOT:
        return Branch(holds=and_(*bounds), index=IN_ORDER)
    return Branch(holds=and_(_D.status.is_not(None), *bounds), index="documents_changed")


def _meant(day: date) -> date:
    """The day, or the nearest that every engine has as a moment: there is no invoice beyond."""
    return min(max(day, _FIRST), _LAST)


def _exact(asked: SearchCriteria) -> Iterator[Criterion]:
    """Criteria equal to one column. The columns of the loop have an index of their own; others have no ``index``."""
    for column, value in ((_D.numero_engagement, asked.engagement), (_D.numero_marche, asked.marche)):
        if value is not None:
            yield (Branch(holds=column == value.strip(), index=f"documents_{column.name}"),)
    if asked.drop is not None:
        yield (Branch(holds=_D.drop_name == asked.drop, index="documents_of_drop", ordered=True),)
    if asked.deposit is not None:
        beside = documents.alias("beside")
        ids = select(beside.c.invoice_id).where(beside.c.deposit_id == asked.deposit)
        mine = and_(_D.deposit_id == asked.deposit, _D.invoice_id.in_(ids))
        yield (Branch(holds=mine, index="documents_of_invoice"),)
    if asked.dossier is not None:
        first = documents.alias("first")
        ids = select(first.c.invoice_id).where(
            first.c.number_sought == sought(asked.dossier), first.c.current, first.c.dossier_id == first.c.invoice_id
        )
        yield (Branch(holds=and_(_D.dossier_id.is_not(None), _D.dossier_id.in_(ids)), index="documents_of_dossier"),)
    if asked.certificate is not None:
        given = documents.alias("given")
        found = select(given.c.invoice_id).join_from(certificates, given, given.c.id == certificates.c.document_id)
        one = _D.invoice_id.in_(found.where(certificates.c.number == written(asked.certificate)))
        yield (Branch(holds=one, index="documents_of_invoice"),)


def _number(text: str, *, sqlite: bool) -> Branch:
    if "*" not in text:
        return Branch(holds=_D.number_sought == sought(text), index=NUMBER)
    alike = like(_D.number_sought, text, str.casefold)
    head, _, tail = text.strip().casefold().partition("*")
    if head and sqlite:  # byte by byte there: what begins alike is together in the index
        alike = and_(alike, _D.number_sought >= head, _D.number_sought < f"{head}\U0010ffff")
    return Branch(holds=alike, index=NUMBER, scanned=bool(tail) or not head, covering=True)


def like(column: ColumnElement[str], text: str, fold: Callable[[str], str], *, around: str = "") -> ColumnElement[bool]:
    """Whether the column is like ``text`` with ``*`` for anything."""
    if len(text) > LONGEST or text.count("*") > STARS:
        raise Unsearchable(
            Text("Le texte à chercher est trop long.", "The text to look for is too long."),
            Text(f"{LONGEST} caractères et {STARS} « * » au plus.", f"{LONGEST} characters and {STARS} “*” at most."),
        )
    pieces = [fold(piece.strip()) for piece in text.split("*")]
    if any(char in piece for piece in pieces for char in "\\%_"):  # else left out: it costs SQLite a fifth
        pieces = [piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for piece in pieces]
        return column.like(f"{around}{'%'.join(pieces)}{around}", escape="\\")
    return column.like(f"{around}{'%'.join(pieces)}{around}")


def _amounts(asked: SearchCriteria) -> Iterator[Criterion]:
    for column, index, least, most in (
        (_D.ttc_cents, "documents_ttc", asked.ttc_min, asked.ttc_max),
        (_D.ht_cents, "documents_ht", asked.ht_min, asked.ht_max),
    ):
        bounds = [] if least is None else [column >= _cents(least, ROUND_CEILING)]
        bounds += [] if most is None else [column <= _cents(most, ROUND_FLOOR)]
        if bounds:
            yield (Branch(holds=and_(*bounds), index=index),)


def _cents(amount: Decimal, rounding: str) -> int:
    if not amount.is_finite():
        raise Unsearchable(
            Text("Un montant à chercher n'est pas un nombre.", "An amount to look for is no number."),
            Text("Donnez-le en chiffres.", "Give it in digits."),
        )
    beyond = Decimal(LARGEST) / 100 + 1
    return int((max(-beyond, min(beyond, amount)) * 100).to_integral_value(rounding))
