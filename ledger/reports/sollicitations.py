"""Questions about the invoices and files of a scope, a line a message."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from domain.dashboard import ReportScope
from domain.sollicitation import Cote, LigneSollicitation, RolePartie
from ledger.database.row_mapping import PAGE
from ledger.database.schema import deposits, documents, messages_sollicitations, sollicitations
from ledger.sollicitations.rows import ABOUT, LINES, message, sollicitation

_S = sollicitations.c


def lines(connection: Connection, scope: ReportScope) -> Iterator[LigneSollicitation]:
    """Every message, question by question in the order they were asked, streamed."""
    query = LINES.where(_within(scope)).order_by(_S.id, messages_sollicitations.c.id)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from (LigneSollicitation(sollicitation=sollicitation(row), message=message(row)) for row in page)


def are_there(connection: Connection, scope: ReportScope) -> bool:
    """Whether there is one at least."""
    query = select(_S.id).select_from(ABOUT).where(_within(scope)).limit(1)
    return connection.execute(query).scalar() is not None


def _within(scope: ReportScope) -> ColumnElement[bool]:
    """Those a structure asked or is asked; of a drop, those its suppliers asked or are asked, about what it brought."""
    found: list[ColumnElement[bool]] = [true()]
    if scope.siret is not None:
        found.append(or_(*(_S[f"{cote.value}_structure"] == scope.siret for cote in Cote)))
    if scope.drop is not None:
        brought = or_(documents.c.drop_name == scope.drop, deposits.c.drop_name == scope.drop)
        supplier = or_(*(_S[f"{cote.value}_role"] == RolePartie.FOURNISSEUR.value for cote in Cote))
        found += [brought, supplier]
    return and_(*found)
