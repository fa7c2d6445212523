"""Who deposits through the portal, as the ledger names it.

A structure deposits invoices under ``portail:<structure>``; an account that acts for a structure declares statuses
under ``portail:<account>:<structure>``, which is also the actor of what follows. No account of the settings has a
colon in its name, and no structure begins with a number and a colon: a scheme of ISO 6523 begins with 0.
"""

import re
from dataclasses import dataclass

PORTAIL = "portail"
_NAMED = re.compile(r"portail:(?:([1-9][0-9]*):)?(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalDepositor:
    """Whoever deposits through the portal."""

    structure: str
    """SIRET, SIREN, or ``scheme:value`` of a supplier that has neither."""
    compte_id: int | None = None
    """The account that acts for it; ``None``: the structure itself."""

    @property
    def name(self) -> str:
        """As the ledger has it."""
        return f"{PORTAIL}:{self.structure}" if self.compte_id is None else actor_of(self.compte_id, self.structure)

    @property
    def identifiers(self) -> frozenset[str]:
        """What the structure is known by; a number without its scheme only when it cannot be taken for a SIREN or a
        SIRET.
        """
        value = self.structure.rpartition(":")[2]
        alone = not (value.isascii() and value.isdigit() and len(value) in (9, 14))
        return frozenset({self.structure, value}) if alone else frozenset({self.structure})


def deposits_of(structure: str) -> str:
    """The name under which a structure deposits invoices."""
    return PortalDepositor(structure=structure).name


def actor_of(compte_id: int, structure: str) -> str:
    """The name under which an account acts for a structure."""
    return f"{PORTAIL}:{compte_id}:{structure}"


def portal_depositor(name: str) -> PortalDepositor | None:
    """Whom ``name`` is; ``None`` for an account of the settings and for the folder of a recipient."""
    found = _NAMED.fullmatch(name)
    if found is None:
        return None
    return PortalDepositor(structure=found[2], compte_id=int(found[1]) if found[1] else None)


def is_of_portal(name: str) -> bool:
    """Whether a deposit folder of this name is the portal's: nothing is taken out of it, and nobody reads answers
    there.
    """
    return portal_depositor(name) is not None or portal_depositor(name.partition(":")[2]) is not None
