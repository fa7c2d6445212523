"""``TypeIdentifiant`` of the Chorus Pro formats: the type of a supplier's identifier, and the matching ISO 6523 scheme.

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
"""Scheme by type; that of a SIRET is kept as written because its length is checked (see the parsers' routing)."""
TYPE_OF = {scheme: kind for kind, scheme in SCHEME_OF.items()}
"""Type by scheme."""
