"""The settings and the ledger of the demonstration."""

import json
from pathlib import Path

from cli.demo.sftp_server import Served
from domain.reading_options import Ocr
from domain.text import Locale, Text
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger
from samples import depot, next_day

TITLE = Text(
    "Réglages de la démonstration, écrits par `navette demo`.",
    "Settings of the demonstration, written by `navette demo`.",
)
SETTINGS = """\
# {title}
locale = "{locale}"
[ledger]
url = "sqlite:///navette.db"
[store]
folder = "store"
[annuaire]
folder = "annuaire"
[signatures]
trust = "confiance"
[reading]
ocr = "{ocr}"

[doors.sftp]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "{username}"
root = "/"
key_file = "{key_file}"
host_key = "{host_key}"

{drops}
[recipients]
door = "sftp"
folder = "destinataires"

[run]
quiet = 1.0
{run}"""
DASK = """\
runner = "dask"
workers = 1

[run.dask]
scheduler = "tcp://127.0.0.1:{port}"
"""
DROP = """\
[[drops]]
name = "{name}"
nom = {nom}
door = "sftp"
folder = "fournisseurs/{name}"
deposants = {deposants}
{answers}
"""
SMALL = frozenset({"papeterie"})
"""Accounts of people: one page a day. Programs read the answers of the others."""
PAGE_A_DAY, SEPARATE = 'comptes_rendus = "jour"', 'statuts = ["csv", "cpp-statut", "cdar"]'
ACCOUNTS = (*depot.ACCOUNTS, *next_day.CHANTIER)
"""Suppliers and the actors of the works."""


def write_settings(home: Path, served: Served, locale: Locale, ocr: Ocr, scheduler: int | None = None) -> Path:
    """Writes ``navette.toml`` in ``home`` and makes its ledger; the path of the settings. ``scheduler``: the port of a
    Dask scheduler on this machine that carries the runs.
    """
    drops = "\n".join(
        DROP.format(
            name=a.name,
            nom=json.dumps(a.nom),
            deposants=json.dumps(a.deposants),
            answers=PAGE_A_DAY if a.name in SMALL else SEPARATE,
        )
        for a in ACCOUNTS
    )
    config = home / "navette.toml"
    config.write_text(
        SETTINGS.format(
            title=TITLE.in_(locale),
            locale=locale.value,
            port=served.port,
            username=served.username,
            key_file=served.key_file.relative_to(home),
            host_key=served.host_key,
            ocr=ocr.value,
            drops=drops,
            run=DASK.format(port=scheduler) if scheduler else "",
        ),
        encoding="utf-8",
    )
    Ledger.create(ledger_url(settings.load(config)))
    return config
