"""The accounts there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.compte import NEXT, Compte, EtatCompte, Qualite
from domain.errors import LedgerError
from domain.text import Locale, Text
from ledger.database.bulk_lookup import among
from ledger.database.column_types import clean
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import comptes_portail, rattachements

_C = comptes_portail.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """An account and the hash of its password; empty: it has none."""

    compte: Compte
    mot_de_passe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCompte:
    """An account to be made."""

    courriel: str
    prenom: str
    nom: str
    mot_de_passe: str
    """A hash; empty: none."""
    locale: Locale = Locale.FR
    etat: EtatCompte = EtatCompte.A_CONFIRMER
    qualite: Qualite = Qualite.UTILISATEUR


def sought(courriel: str) -> str:
    """An address as it is compared: blanks around it and case make no difference."""
    return clean(courriel.strip().casefold())


def find(connection: Connection, courriel: str) -> Credentials | None:
    """The account of this address."""
    row = connection.execute(select(comptes_portail).where(_C.courriel_sought == sought(courriel))).one_or_none()
    return None if row is None else Credentials(compte=compte_from(row), mot_de_passe=row.mot_de_passe)


def by_id(connection: Connection, id_: int) -> Credentials:
    """Raises :class:`domain.errors.LedgerError` when there is none."""
    row = connection.execute(select(comptes_portail).where(_C.id == id_)).one_or_none()
    if row is None:
        raise LedgerError(
            Text(f"Il n'y a pas de compte {id_}.", f"There is no account {id_}."),
            Text("Cherchez-le avec `navette compte list`.", "Look it up with `navette compte list`."),
        )
    return Credentials(compte=compte_from(row), mot_de_passe=row.mot_de_passe)


def by_ids(connection: Connection, ids: Iterable[int]) -> dict[int, Compte]:
    """By id, the accounts."""
    rows = connection.execute(select(comptes_portail).where(among(connection, _C.id, sorted(ids))))
    return {row.id: compte_from(row) for row in rows}


def add(connection: Connection, new: NewCompte, now: datetime) -> Compte | None:
    """The account; ``None``, and nothing done, when there is one of this address."""
    if find(connection, new.courriel) is not None:
        return None
    values = {
        "courriel": clean(new.courriel.strip()),
        "courriel_sought": sought(new.courriel),
        "prenom": clean(new.prenom.strip()),
        "nom": clean(new.nom.strip()),
        "mot_de_passe": new.mot_de_passe,
        "etat": new.etat.value,
        "qualite": new.qualite.value,
        "locale": new.locale.value,
    }
    connection.execute(insert(comptes_portail).values(created_at=now, **values))
    found = find(connection, new.courriel)
    return found.compte if found else None


def replace_registration(connection: Connection, id_: int, new: NewCompte) -> None:
    """Gives the account the names, the password and the language of another registration."""
    names = {"prenom": clean(new.prenom.strip()), "nom": clean(new.nom.strip())}
    values = {**names, "mot_de_passe": new.mot_de_passe, "locale": new.locale.value}
    connection.execute(update(comptes_portail).where(_C.id == id_).values(**values))


def set_password(connection: Connection, id_: int, mot_de_passe: str) -> None:
    """Gives the account another hash."""
    connection.execute(update(comptes_portail).where(_C.id == id_).values(mot_de_passe=mot_de_passe))


def set_locale(connection: Connection, id_: int, locale: Locale) -> None:
    """Gives the account another language."""
    connection.execute(update(comptes_portail).where(_C.id == id_).values(locale=locale.value))


def set_state(connection: Connection, id_: int, etat: EtatCompte) -> bool:
    """``False`` when it is that already. Raises :class:`domain.errors.LedgerError` when it cannot become that."""
    before = by_id(connection, id_).compte.etat
    if before is etat:
        return False
    if etat not in NEXT[before]:
        raise LedgerError(
            Text(
                f"Un compte « {before.value} » ne peut pas devenir « {etat.value} ».",
                f"An account that is “{before.value}” cannot become “{etat.value}”.",
            ),
            Text("Voyez où il en est : `navette compte list`.", "See where it is: `navette compte list`."),
        )
    connection.execute(update(comptes_portail).where(_C.id == id_).values(etat=etat.value))
    return True


def every(connection: Connection) -> tuple[Compte, ...]:
    """Every account, by address."""
    return tuple(compte_from(row) for row in connection.execute(select(comptes_portail).order_by(_C.courriel_sought)))


def matching(connection: Connection, text: str, most: int) -> tuple[Compte, ...]:
    """Accounts whose address or name holds ``text``, or that have to do with the structure of this identifier, by
    address. Names are compared here: no two engines fold the same letters.
    """
    wanted, found = sought(text), []
    bare = "".join(text.split())
    attached = select(rattachements.c.compte_id).where(rattachements.c.structure.in_({bare, text.strip()}))
    theirs = set(connection.execute(attached).scalars()) if bare else set()
    for row in connection.execute(select(comptes_portail).order_by(_C.courriel_sought)):
        names = f"{row.courriel_sought}\n{row.prenom} {row.nom}\n{row.nom} {row.prenom}".casefold()
        if wanted in names or row.id in theirs:
            found.append(compte_from(row))
            if len(found) == most:
                break
    return tuple(found)


def compte_from(row: AnyRow) -> Compte:
    """A row with the columns of the table."""
    return Compte(
        id=row.id,
        courriel=row.courriel,
        prenom=row.prenom,
        nom=row.nom,
        etat=EtatCompte(row.etat),
        qualite=Qualite(row.qualite),
        locale=Locale(row.locale),
        created_at=row.created_at,
    )
