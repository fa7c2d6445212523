"""What Navette writes: facts in, bytes out. Nothing here reads a clock, a network or a folder of the user's.

Each exporter is a module; the tuple says which there are.
"""

from exporters import certificat, compte_rendu, facture_json, noms, statuts_csv

EXPORTERS = (certificat, compte_rendu, facture_json, statuts_csv)
"""For the depositor: certificate and *compte rendu*; for the recipient: ``facture.json``; for both: the statuses."""

__all__ = ["EXPORTERS", "certificat", "compte_rendu", "facture_json", "noms", "statuts_csv"]
