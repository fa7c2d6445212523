"""EN 16931 asked of UBL invoices and credit notes (validation artefacts 1.3.16, EN16931-UBL)."""

from collections.abc import Iterator

from domain.tree import Tree
from validators.en16931.ubl.allowances import REMISES
from validators.en16931.ubl.codes import CODES
from validators.en16931.ubl.document import DOCUMENT
from validators.en16931.ubl.lines import LIGNES
from validators.en16931.ubl.parties import PARTIES
from validators.en16931.ubl.payment import PAIEMENT
from validators.en16931.ubl.rules import RULES
from validators.en16931.ubl.syntax import SYNTAXE
from validators.en16931.ubl.totals import TOTALS
from validators.en16931.ubl.vat_families_document import Familles
from validators.en16931.ubl.vat_families_items import POSTES
from validators.engine.rule_body import Body, Failure


class Granted:
    """Rules that the official artefacts name and no document can break.

    They are always true, or look at an element where it cannot be: ``BR-DEC-13`` and ``BR-DEC-15``, whose amounts
    ``UBL-DT-01`` sees to.
    """

    codes = ("BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08", "BR-DEC-13", "BR-DEC-15")

    def failures(self, _: Tree) -> Iterator[Failure]:
        """Nothing."""
        return iter(())


MODELE = (*DOCUMENT, *PARTIES, *PAIEMENT, *REMISES, *TOTALS, *POSTES, *LIGNES)
"""One official pattern: a node is asked the questions of the first scene it plays in."""
BODY = Body(MODELE, SYNTAXE, CODES, passes=(Familles(), Granted()))
"""Every fatal rule, and BR-51, which warns; what the model does not foresee is warned of elsewhere."""

__all__ = ["BODY", "MODELE", "RULES"]
