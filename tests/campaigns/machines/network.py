"""The network of a night, in its own network namespace: a bridge, and a cable to each machine."""

import subprocess

HERE = "10.77.0.1"
"""The address of what all machines share."""
BRIDGE = "pont"


def address(rank: int) -> str:
    """That of the machine of this rank, from 0."""
    return f"10.77.0.{10 + rank}"


def lay() -> None:
    """Makes the bridge."""
    _ip("link", "set", "lo", "up")
    _ip("link", "add", BRIDGE, "type", "bridge")
    _ip("address", "add", f"{HERE}/24", "dev", BRIDGE)
    _ip("link", "set", BRIDGE, "up")


def connect(cable: str, namespace_of: int) -> None:
    """Lays a cable from the bridge to ``eth0`` in the network namespace of a process."""
    _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(namespace_of))
    _ip("link", "set", cable, "master", BRIDGE)
    plug(cable)


def plug(cable: str) -> None:
    """Connects it again."""
    _ip("link", "set", cable, "up")


def unplug(cable: str) -> None:
    """Nothing passes any more, and neither side is told."""
    _ip("link", "set", cable, "down")


def disconnect(cable: str) -> None:
    """Takes the cable away, if it is still there."""
    subprocess.run(["ip", "link", "delete", cable], capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
