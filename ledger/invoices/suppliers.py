"""Suppliers as documents write them: each identity once, so that names are looked for among thousands of them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Text, func, insert, select

from ledger.database.bulk_lookup import listed
from ledger.database.column_types import folded, indexed
from ledger.database.schema import fournisseurs

Identity = tuple[str, str, str]
"""SIRET, VAT number and folded name, each empty when the document gives none."""
_F = fournisseurs.c


def identity(values: Mapping[str, object]) -> Identity | None:
    """The supplier of a document with these fields; ``None`` when it says nothing of one."""
    found = (
        indexed(str(values.get("siret_fournisseur") or "")),
        indexed(str(values.get("tva_fournisseur") or "")),
        indexed(folded(str(values.get("nom_fournisseur") or ""))),
    )
    return found if any(found) else None


def name(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Writes in each row of documents whose invoice it is."""
    identities = [identity(row) for row in rows]
    ids = known(connection, [one for one in identities if one])
    for row, one in zip(rows, identities, strict=True):
        row["fournisseur_id"] = ids[one] if one else None


def known(connection: Connection, identities: Iterable[Identity]) -> dict[Identity, int]:
    """The id of each identity; those met for the first time get the next ones, in the writer's transaction."""
    wanted = list(dict.fromkeys(identities))
    if not wanted:
        return {}
    ids = _there(connection, wanted)
    fresh = [one for one in wanted if one not in ids]
    if fresh:
        first = (connection.execute(select(func.max(_F.id))).scalar() or 0) + 1
        ids |= {one: id_ for id_, one in enumerate(fresh, first)}
        rows = [{"id": ids[one], "siret": one[0], "tva": one[1], "nom_sought": one[2]} for one in fresh]
        connection.execute(insert(fournisseurs), rows)
    return ids


def _there(connection: Connection, wanted: list[Identity]) -> dict[Identity, int]:
    asked = listed(connection, wanted, siret=Text, tva=Text, nom=Text)
    same = (_F.siret == asked.c.siret) & (_F.tva == asked.c.tva) & (_F.nom_sought == asked.c.nom)
    query = select(fournisseurs).join_from(asked, fournisseurs, same)
    return {(row.siret, row.tva, row.nom_sought): row.id for row in connection.execute(query)}
