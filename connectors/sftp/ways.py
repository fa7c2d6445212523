"""What there is to log in with: a key file, the agent's keys, a password."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from paramiko.agent import Agent
from paramiko.pkey import PKey, UnknownKeyType
from paramiko.ssh_exception import SSHException

from connectors.settings import SftpSettings
from connectors.sftp.transport import NamedTransport
from domain import system_faults
from domain.errors import SettingsError
from domain.text import Text

KEY, PASSWORD, INTERACTIVE = "publickey", "password", "keyboard-interactive"
"""Names of methods (RFC 4252, RFC 4256)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A secret, and how it is given to the server."""

    name: Text
    methods: tuple[str, ...]
    """Those it can be given by, the best first."""
    attempt: Callable[[NamedTransport, str], Sequence[str]]
    """Gives it by a method; the methods that the server wants next."""

    def method(self, taken: Sequence[str] | None) -> str | None:
        """The method to give it by, of those that the server takes; ``None``: by none of them."""
        if taken is None:
            return self.methods[0]
        return next((method for method in self.methods if method in taken), None)


@contextmanager
def ways_of(settings: SftpSettings) -> Iterator[tuple[Way, ...]]:
    """The ways of ``settings``, the first to offer first. Raises :class:`SettingsError` for an unusable key file."""
    user, ways = settings.username, list[Way]()
    if settings.key_file:
        ways.append(_key_way(user, Text(f"clé {settings.key_file}", f"key {settings.key_file}"), _key(settings)))
    agent = Agent() if settings.agent else None
    try:
        for key in agent.get_keys() if agent else ():
            name = Text(f"clé de l'agent {key.get_name()}", f"agent's key {key.get_name()}")
            ways.append(_key_way(user, name, key))
        if settings.password is not None:
            ways.append(_password_way(user, settings.password))
        yield tuple(ways)
    finally:
        if agent:
            agent.close()


def _key_way(user: str, name: Text, key: PKey) -> Way:
    return Way(name=name, methods=(KEY,), attempt=lambda transport, _: transport.auth_publickey(user, key))


def _password_way(user: str, password: str) -> Way:
    def attempt(transport: NamedTransport, method: str) -> Sequence[str]:
        if method == PASSWORD:
            return transport.auth_password(user, password, fallback=False)
        return transport.auth_interactive(user, _Answers(password))

    return Way(name=Text("mot de passe", "password"), methods=(PASSWORD, INTERACTIVE), attempt=attempt)


class _Answers:
    """Answers the server's questions: the first whose answer is hidden is the password's; no other gets it."""

    def __init__(self, password: str) -> None:
        self._password: str | None = password

    def __call__(self, _title: str, _instructions: str, prompts: Sequence[tuple[str, bool]]) -> list[str]:
        return [self._answer(shown) for _, shown in prompts]

    def _answer(self, shown: bool) -> str:
        if shown or self._password is None:
            return ""
        answer, self._password = self._password, None
        return answer


def _key(settings: SftpSettings) -> PKey:
    path = settings.key_file
    if path is None:
        raise SettingsError(
            Text("Aucun fichier de clé n'est nommé.", "No key file is named."),
            Text("Nommez-en un avec key_file.", "Name one with key_file."),
        )
    try:
        passphrase = settings.passphrase
        return PKey.from_path(path, passphrase.encode() if passphrase else None)  # type: ignore[arg-type]
    except OSError as error:
        reason = system_faults.sentence(error)
        raise SettingsError(
            Text(
                f"Le fichier de clé {path} ne peut pas être lu : {reason.fr}.",
                f"The key file {path} cannot be read: {reason.en}.",
            ),
            Text("Vérifiez le chemin et les droits.", "Check path and rights."),
        ) from error
    except (SSHException, UnknownKeyType, ValueError, TypeError) as error:
        raise SettingsError(
            Text(f"Le fichier de clé {path} ne peut pas servir.", f"The key file {path} cannot be used."),
            Text(
                "Sa phrase de passe manque ou est fausse, ou ce n'est pas une clé privée ed25519, ECDSA ou RSA.",
                "Its passphrase may be missing or wrong, or it is no ed25519, ECDSA or RSA private key.",
            ),
        ) from error
