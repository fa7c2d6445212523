"""The settings: ``navette.toml`` and the environment."""

from hub.settings.connections import (
    DropTable,
    LocalDoor,
    SftpDoor,
)
from hub.settings.loading import defaults, load
from hub.settings.model import Settings
from hub.settings.tables import (
    DRAFTS,
    GENERAL,
    NotificationTable,
    ReadingTable,
    RetentionTable,
    RunTable,
    StructureTable,
)

__all__ = [
    "DRAFTS",
    "GENERAL",
    "DropTable",
    "LocalDoor",
    "NotificationTable",
    "ReadingTable",
    "RetentionTable",
    "RunTable",
    "Settings",
    "SftpDoor",
    "StructureTable",
    "defaults",
    "load",
]
