"""Pins what is locked with an extra under its plain name too: older pips take the two for different packages.

Usage: ``python .ci/plain_names.py LOCK...`` (rewrites each file; ``make lock`` calls it)
"""

import re
import sys
from pathlib import Path

ENTRY = re.compile(r"^(?P<name>[a-z0-9._-]+)(?P<extras>\[[^\]]+\])?(?P<rest>==.*\\\n(?:    .*\n)+)", re.MULTILINE)


def with_plain_names(lock: str) -> str:
    """``lock`` with a plain entry before each entry that has an extra and no plain one."""
    plain = {entry["name"] for entry in ENTRY.finditer(lock) if not entry["extras"]}
    return ENTRY.sub(
        lambda entry: (
            f"{entry['name']}{entry['rest']}{entry[0]}" if entry["extras"] and entry["name"] not in plain else entry[0]
        ),
        lock,
    )


for path in map(Path, sys.argv[1:]):
    path.write_text(with_plain_names(path.read_text(encoding="utf-8")), encoding="utf-8")
