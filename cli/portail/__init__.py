"""``navette portail``: serves the portal until it is stopped."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, Config
from cli.usage.summaries import SUMMARIES
from domain.errors import SettingsError
from domain.text import Text

if TYPE_CHECKING:  # the help of the command does not wait for it
    from portail.context import Portail

SERVES = Text("Portail : {address} (Ctrl-C pour l'arrêter)", "Portal: {address} (Ctrl-C stops it)")
NO_ADDRESS = Text(
    "Sans adresse publique, le portail ne répond qu'à cette machine : « {host} » n'en est pas une adresse.",
    "Without a public address the portal answers to this machine only: “{host}” is no address of it.",
)
NAME_IT = Text(
    'Donnez portail = "https://..." dans [organisme], et mettez un serveur mandataire HTTPS devant (docs/portail.md).',
    'Give portail = "https://..." in [organisme], and put an HTTPS reverse proxy before it (docs/portail.md).',
)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@documented(
    """
    Les droits, les adresses et le serveur de courriel sont dans les réglages (`[portail]`, `[organisme]`) ; les comptes
    dans le registre (`navette compte`). Plusieurs processus peuvent servir à la fois, et pendant une nuit.

    Code de sortie 0 : arrêté ; 3 : réglages, registre ou adresse inutilisables.

    Exemple : `navette portail --port 8800`
    """,
    """
    Rights, addresses and the mail server are in the settings (`[portail]`, `[organisme]`); accounts are in the ledger
    (`navette compte`). Several processes may serve at once, and beside a night.

    Exit code 0: stopped; 3: settings, ledger or address cannot be used.

    Example: `navette portail --port 8800`
    """,
    summary=SUMMARIES["portail"],
)
def portail(
    host: Annotated[
        str | None, typer.Option("--host"), Metavar("ADRESSE", "ADDRESS"), Text("Adresse d'écoute.", "Address.")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535), Text("Port d'écoute.", "Port.")] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Serves until it is stopped."""
    from hub.runtime.station import open_station
    from portail.context import Portail

    station = open_station(config.absolute())
    table = station.settings.portail
    chosen = table.model_copy(update={"host": host or table.host, "port": port or table.port})
    if not station.settings.organisme.portail and chosen.host not in _LOOPBACK:
        raise SettingsError(NO_ADDRESS.with_({"host": chosen.host}), NAME_IT)
    station = replace(station, settings=station.settings.model_copy(update={"portail": chosen}))
    served = Portail(station=station, console=_say)
    address = served.address or f"http://{chosen.host}:{chosen.port}"
    _say(SERVES.with_({"address": address}).in_(language.current()))
    try:
        _serve(served)
    finally:
        served.at_once.close()
        if station.pool:
            station.pool.close()


def _serve(served: "Portail") -> None:
    import uvicorn

    from portail.app import create_app

    chosen = served.settings.portail
    uvicorn.run(
        create_app(served),
        host=chosen.host,
        port=chosen.port,
        proxy_headers=chosen.proxy,
        forwarded_allow_ips="127.0.0.1,::1" if chosen.proxy else "",
        server_header=False,
        access_log=False,
        log_level="warning",
        timeout_keep_alive=15,
        limit_concurrency=200,
    )


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
