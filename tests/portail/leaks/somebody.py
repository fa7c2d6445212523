"""An account of the portal, and an object of it with who may see it."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.compte import Compte, Qualite
from domain.espace import Droit
from domain.habilitation import Acces
from tests.portail.monde import Browser


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """An account, connected by its browser and by a key."""

    compte: Compte
    acces: Acces
    browser: Browser
    token: str
    key: str

    @property
    def is_operator(self) -> bool:
        return self.compte.qualite is Qualite.EXPLOITANT

    @property
    def only_looks(self) -> bool:
        """Whether it may act on nothing."""
        acts = any(each.droit is Droit.MODIFICATION for each in self.acces.in_force())
        return not acts and not self.is_operator and not self.acces.managed()


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One object of the portal."""

    parameter: str
    """Of the paths that name it."""
    value: str
    secrets: frozenset[str]
    """What nobody reads who sees neither it nor another one that has the same words."""
    seen_by: Callable[[Somebody], bool]
    """Whether it is somebody's on any page."""
    tells: frozenset[str] = frozenset()
    """What else is read by who has it on its own pages."""
    on: Callable[[Somebody, str, dict[str, str]], bool] | None = None
    """Whether it is on this page, with these other parameters; by default as :attr:`seen_by`."""

    def is_on(self, who: Somebody, path: str, values: dict[str, str]) -> bool:
        return self.seen_by(who) if self.on is None else self.on(who, path, values)
