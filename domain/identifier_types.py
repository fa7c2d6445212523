"""``TypeIdentifiant`` of the Chorus Pro formats: what a supplier is known by, beside the scheme of ISO 6523.

Source: ``CPPFacturePivot_V2_02.xsd``, Fournisseur/TypeIdentifiant; BR-FR-CPRO-03. There is no scheme for 6, a company
whose registration is under way.
"""

SIRET = "1"
UE = "2"
HORS_UE = "3"
RIDET = "4"
TAHITI = "5"
EN_COURS = "6"
PARTICULIER = "7"

SCHEME_OF = {UE: "0223", HORS_UE: "0227", RIDET: "0228", TAHITI: "0229", PARTICULIER: "0226"}
"""By type; that of a SIRET is left as it is said, for its length is looked at (see the parsers' routing)."""
TYPE_OF = {scheme: kind for kind, scheme in SCHEME_OF.items()}
"""By scheme."""
