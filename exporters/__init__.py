"""What Navette writes: facts in, bytes out. Nothing here reads a clock, a network or a folder of the user's.

Each exporter is a module; the tuple says which there are.
"""

from exporters import (
    cdar,
    certificat,
    classeur,
    compte_rendu,
    compte_rendu_statuts,
    cpp_pivot,
    cpp_statut,
    etat_csv,
    facture_json,
    lisible,
    noms,
    statuts_changes_csv,
    statuts_csv,
    statuts_modele,
    tableau_html,
)

EXPORTERS = (
    certificat,
    compte_rendu,
    facture_json,
    lisible,
    statuts_csv,
    statuts_modele,
    compte_rendu_statuts,
    statuts_changes_csv,
    cpp_pivot,
    cpp_statut,
    cdar,
    etat_csv,
    classeur,
    tableau_html,
)
"""For the depositor: certificate and *compte rendu*; for the recipient: ``facture.json`` and the readable view.

For both: the statuses.

After the deposit: the template a recipient fills in and the *compte rendu* of what it says; for the supplier, what
changed, as CSV and in the two formats of life cycles. For who reads in the morning: any table as CSV or as a
workbook, and the dashboard.
"""

__all__ = [
    "EXPORTERS",
    "cdar",
    "certificat",
    "classeur",
    "compte_rendu",
    "compte_rendu_statuts",
    "cpp_pivot",
    "cpp_statut",
    "etat_csv",
    "facture_json",
    "lisible",
    "noms",
    "statuts_changes_csv",
    "statuts_csv",
    "statuts_modele",
    "tableau_html",
]
