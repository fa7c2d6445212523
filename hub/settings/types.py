"""Types of the settings: tables, names, identifiers, folders."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
)


def _no_siret(name: str) -> str:
    if name.isdigit() and len(name) == 14:
        raise ValueError("a drop is not named by a SIRET: that is how recipients are named")
    return name


DropName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$"), AfterValidator(_no_siret)]
Siret = Annotated[str, StringConstraints(pattern=r"^[0-9]{14}$")]
Deposant = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9]{9}|[0-9]{14})$")]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Folder = Annotated[str, StringConstraints(pattern=r"^[^/\x00][^\x00]*$|^$")]


class Table(BaseModel):
    """A table of the file: unknown keys are errors, not silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
