"""A local door that must be a mount: the empty folder below it is no door, and nothing is written there."""

from pathlib import Path

import pytest

import connectors
from connectors import LocalSettings
from domain.errors import Unavailable
from tests.english import english

MOUNTS = [Path(line.split()[1]) for line in Path("/proc/mounts").read_text().splitlines()]
MOUNT = next((path for path in MOUNTS if path.is_dir() and "\\" not in str(path)), None)


def test_a_folder_on_which_nothing_is_mounted_is_no_door(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, check=english("remove mounted")), _door(tmp_path):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(MOUNT is None, reason="this machine tells of no mount")
def test_a_mount_is_a_door() -> None:
    assert MOUNT is not None
    with _door(MOUNT):
        pass


def _door(root: Path) -> connectors.Connector:
    return connectors.open(LocalSettings(root=root, mounted=True))
