"""The content store moved from one place to the other."""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from flows import steps
from hub import settings
from hub.retention.store_move import move_store
from hub.runtime.station import ledger_url
from ledger import Ledger
from ledger.content_store.copying import Moved
from tests.conftest import PATIENCE, ROOT
from tests.hub.world import World, chained, proven
from tests.s3_server import S3Server

Kind = Literal["folder", "s3"]


@dataclass
class Watched:
    """How far a move was told to be, by step."""

    expected: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    def expect(self, step: str, count: int) -> None:
        self.expected[step] += count

    def advance(self, step: str, count: int) -> None:
        self.done[step] += count


def moved(config: Path, to: Kind, watched: Watched | None = None) -> Moved:
    """The move."""
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    return move_store(chosen, ledger, to, datetime.now(UTC), watched or Watched())


QUICK = """
import sys
from pathlib import Path
from ledger.content_store.bucket import BucketObjects
from ledger.content_store.folder import FolderObjects
from tests.hub.store_move.moving import moved
FolderObjects.written_within = BucketObjects.written_within = 0.0
moved(Path(sys.argv[1]), sys.argv[2])
"""


def killed(world: World, server: S3Server, to: Kind, method: str, word: str) -> int:
    """How the move ended, in a process of its own that is killed at the request of this ``method`` and ``word``."""
    with subprocess.Popen([sys.executable, "-c", QUICK, world.config, to], cwd=ROOT) as child:
        server.watch = lambda asked: child.kill() if asked[0] == method and word in asked[1] else None
        code = child.wait(PATIENCE)
    server.watch = lambda asked: None
    return code


def chosen(world: World, kind: Kind) -> None:
    """The operator writes the kind that is in force."""
    other = "folder" if kind == "s3" else "s3"
    world.config.write_text(world.config.read_text().replace(f'kind = "{other}"', f'kind = "{kind}"', 1))
    steps.open_station.cache_clear()


def all_there(world: World) -> None:
    """Every location of the ledger is read, every certificate proven, the chain whole."""
    store = world.store()
    for (location,) in world.ask("select location from documents union select location from deposits"):
        store.get(str(location))
    assert proven(world)
    assert chained(world)
    assert world.ledger().certificates.verify_chain() is None
