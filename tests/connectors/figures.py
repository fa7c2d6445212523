"""Figures of the SFTP door against paramiko used plainly. Run: ``.venv/bin/python -m tests.connectors.figures``.

A real sshd on loopback, 10 KB files; then the same through a proxy that delays every byte by 10 ms each way
(20 ms there and back). Each figure is the median of three runs; the plain way runs in between.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import paramiko

import connectors
from connectors import Connector, Move, Put, SftpSettings
from tests.connectors.proxy import Trouble, troubled
from tests.connectors.sshd import Server, running_sshd

RUNS = 3
SIZE = 10 * 1024


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        home.mkdir()
        say(f"{'files a second':34} {'Navette':>10} {'paramiko':>10}")
        with running_sshd(Path("/usr/sbin/sshd"), home) as server:
            measure("loopback", server, server.port, Path(folder, "near"), files=2000, plain=300)
            with troubled(server.port, Trouble(delay=0.010)) as port:
                measure("20 ms there and back", server, port, Path(folder, "far"), files=1000, plain=20)


def measure(line: str, server: Server, port: int, root: Path, files: int, plain: int) -> None:
    """One line's figures; ``plain`` is how many files paramiko alone is given."""
    root.mkdir()
    settings = server.settings(root, port=port, known_hosts=None, host_key=fingerprint(server))
    contents = [(f"{number:05}.xml", number.to_bytes(4, "big") * (SIZE // 4)) for number in range(files)]
    some = contents[:plain]
    rates: dict[str, list[float]] = {}
    with connectors.open(settings) as door, plain_client(settings, server) as client:
        for run in range(RUNS):
            drop, other = f"depot{run}", root / f"plain{run}"
            door.make_folders([drop, other.name])
            for title, count, action in (
                ("put (putfo, rename)", files, partial(leave, door, drop, contents)),
                ("put (putfo, rename), plain", plain, partial(leave_plainly, client, other, some)),
                ("list", files, partial(door.list, drop)),
                ("list, fetch (get)", files, partial(fetch, door, drop, root)),
                ("list, fetch (get), plain", plain, partial(fetch_plainly, client, other, some)),
                ("move, checked (rename)", files, partial(take, door, drop)),
                ("move, checked (rename), plain", plain, partial(take_plainly, client, other, some)),
            ):
                rates.setdefault(title, []).append(rate(count, action))
    say(f"{line}: {files} x {SIZE // 1024} KB, paramiko {plain}; medians of {RUNS}")
    for title in (title for title in rates if not title.endswith("plain")):
        mine, theirs = statistics.median(rates[title]), rates.get(f"{title}, plain")
        versus = f"{statistics.median(theirs):>10,.0f}  x{mine / statistics.median(theirs):.1f}" if theirs else ""
        say(f"  {title:32} {mine:>10,.0f} {versus}")


def plain_client(settings: SftpSettings, server: Server) -> paramiko.SFTPClient:
    """paramiko with its defaults."""
    transport = paramiko.Transport((settings.host, settings.port))
    transport.connect(username=settings.username, pkey=paramiko.Ed25519Key.from_private_key_file(str(server.key)))
    client = paramiko.SFTPClient.from_transport(transport)
    if client is None:
        raise RuntimeError("no SFTP")
    return client


def fingerprint(server: Server) -> str:
    """Of the server's ed25519 key."""
    return paramiko.PKey.from_path(server.home / "host_ed25519").fingerprint


def rate(count: int, action: Callable[[], object]) -> float:
    """``count`` by the seconds ``action`` takes."""
    start = time.perf_counter()
    action()
    return count / (time.perf_counter() - start)


def leave(door: Connector, drop: str, contents: list[tuple[str, bytes]]) -> None:
    """Every file left, or stop."""
    for _, error in door.put(Put(folder=drop, name=name, content=content) for name, content in contents):
        if error:
            raise error


def leave_plainly(client: paramiko.SFTPClient, folder: Path, contents: list[tuple[str, bytes]]) -> None:
    """The same with one request at a time."""
    for name, content in contents:
        client.putfo(BytesIO(content), f"{folder}/{name}.part")
        client.posix_rename(f"{folder}/{name}.part", f"{folder}/{name}")


def fetch(door: Connector, drop: str, staging: Path) -> None:
    """Every file listed and fetched, or stop."""
    entries = door.list(drop)
    sizes = [len(answer.content or b"") for answer in door.fetch(drop, entries, staging) if hasattr(answer, "content")]
    if sizes != [SIZE] * len(entries):
        raise RuntimeError("not every file came whole")


def fetch_plainly(client: paramiko.SFTPClient, folder: Path, contents: list[tuple[str, bytes]]) -> None:
    """The same with get()."""
    for name, _ in contents:
        client.get(f"{folder}/{name}", str(folder.parent / "plain.xml"))


def take(door: Connector, drop: str) -> None:
    """Every file moved, or stop."""
    orders = [Move(folder=drop, entry=e, to_folder=f"{drop}-traites", to_name=e.name) for e in door.list(drop)]
    for _, error in door.move(orders):
        if error:
            raise error


def take_plainly(client: paramiko.SFTPClient, folder: Path, contents: list[tuple[str, bytes]]) -> None:
    """A bare rename of each, nothing checked."""
    for name, _ in contents:
        client.rename(f"{folder}/{name}", f"{folder}/t-{name}")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
