"""Which accounts of deposit somebody may follow."""

from collections.abc import Iterable

from domain.espace import Espace
from domain.habilitation import Acces
from domain.portal_depositor import deposits_of
from domain.supplier_identity import siren_of
from hub.settings import DropTable


def drops_of(acces: Acces, drops: Iterable[DropTable]) -> tuple[str, ...]:
    """The accounts of deposit all of whose suppliers are structures whose files one may follow: an operator's account
    deposits for others too; and what was deposited for these structures in the portal. A file is of a whole structure,
    never of one of its services.
    """
    mine = {*acces.whole(Espace.SUIVI_DES_FLUX)}
    in_portal = tuple(deposits_of(structure) for structure in sorted(mine))
    return in_portal + tuple(
        drop.name
        for drop in drops
        if drop.deposants and all(each in mine or siren_of(each) in mine for each in drop.deposants)
    )
