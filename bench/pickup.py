"""Benchmark of SFTP pick-up: many small files over one channel, compared with a loop of ``SFTPClient.get``."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

import paramiko

import connectors
from bench import servers
from bench.comparison import Figure, compare_rates
from bench.proxy import Trouble, troubled
from bench.sshd import Server
from connectors import Failed
from domain.errors import Unavailable
from domain.text import Locale, Text

_AGAIN = Text("Relancez la mesure.", "Run the bench again.")
SIZE = 10_000
"""Bytes of one file."""


def loopback(count: int, runs: int) -> Figure:
    """``count`` files on loopback, to memory; the naive way gets them one by one to the disk."""
    with servers.workplace() as place, servers.sshd(place / "secrets") as server:
        return _figure(
            Text("SFTP, boucle locale", "SFTP, loopback"), place, server, server.port, count, runs, target=1500
        )


def with_delay(count: int, runs: int, naive_count: int = 40, delay: float = 0.02) -> Figure:
    """The same with a round trip of ``delay`` seconds; the naive way gets ``naive_count`` files only."""
    with (
        servers.workplace() as place,
        servers.sshd(place / "secrets") as server,
        troubled(server.port, Trouble(delay=delay / 2)) as port,
    ):
        name = Text(f"SFTP, {delay * 1000:.0f} ms de délai", f"SFTP, {delay * 1000:.0f} ms of delay")
        return _figure(name, place, server, port, count, runs, naive_count=naive_count)


def _figure(
    name: Text,
    place: Path,
    server: Server,
    port: int,
    count: int,
    runs: int,
    *,
    naive_count: int | None = None,
    target: float | None = None,
) -> Figure:
    drop = place / "depot"
    drop.mkdir()
    for number in range(count):
        (drop / f"facture-{number:05d}.xml").write_bytes(number.to_bytes(4, "big") * (SIZE // 4))
    ours, naive = compare_rates(
        lambda: _fetch_all(place, server, port), lambda: _get_all(place, server, port, naive_count or count), runs
    )
    return Figure(
        name=name,
        what=Text(f"{count} fichiers de {SIZE // 1000} ko", f"{count} files of {SIZE // 1000} kB"),
        ours=ours,
        naive=naive,
        naive_way=Text(
            "paramiko SFTPClient.get, un fichier après l'autre, réglages d'origine",
            "paramiko SFTPClient.get, one file after the other, default settings",
        ),
        runs=runs,
        target=target,
    )


def _fetch_all(place: Path, server: Server, port: int) -> int:
    """All network steps of a pick-up (connect, list, fetch) and the hashing; returns the number of files."""
    door = connectors.open(server.settings(place, port=port, host_key=server.fingerprint))
    with door:
        answers = list(door.fetch("depot", door.list("depot"), place))
    failed = [answer for answer in answers if isinstance(answer, Failed)]
    if failed:
        first = failed[0].error
        raise Unavailable(
            Text(
                f"{len(failed)} fichiers n'ont pas été relevés : {first.in_(Locale.FR)}",
                f"{len(failed)} files were not fetched: {first.in_(Locale.EN)}",
            ),
            _AGAIN,
        )
    return len(answers)


def _get_all(place: Path, server: Server, port: int, count: int) -> int:
    (place / "naif").mkdir(exist_ok=True)
    with client_of(server, port) as client:
        names = sorted(client.listdir(f"{place}/depot"))[:count]
        for name in names:
            client.get(f"{place}/depot/{name}", str(place / "naif" / name))
    return len(names)


@contextmanager
def client_of(server: Server, port: int) -> Iterator[paramiko.SFTPClient]:
    """paramiko's client with its defaults."""
    with socket.create_connection(("127.0.0.1", port)) as link, paramiko.Transport(link) as transport:
        transport.connect(username=getuser(), pkey=paramiko.Ed25519Key.from_private_key_file(str(server.key)))
        client = paramiko.SFTPClient.from_transport(transport)
        if client is None:
            raise Unavailable(
                Text("sshd n'a pas ouvert de canal SFTP.", "sshd opened no SFTP channel."),
                _AGAIN,
            )
        yield client
