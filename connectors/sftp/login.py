"""Proving who we are: key file, agent, password, in this order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from paramiko.agent import Agent
from paramiko.pkey import PKey, UnknownKeyType
from paramiko.ssh_exception import AuthenticationException, BadAuthenticationType, SSHException

from connectors.settings import SftpSettings
from connectors.sftp.transport import NamedTransport
from domain.errors import AccessRefused, SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    name: str
    attempt: Callable[[NamedTransport], object]


def log_in(transport: NamedTransport, settings: SftpSettings) -> None:
    """Log in by the first way the server accepts.

    Raises :class:`AccessRefused` when it accepts none, :class:`SettingsError` for a key file that cannot be used,
    paramiko's ``SSHException`` when the connection breaks.
    """
    refusals: list[str] = []
    for way in _ways(settings):
        try:
            way.attempt(transport)
        except BadAuthenticationType as refusal:
            refusals.append(f"{way.name}: the server only takes {', '.join(refusal.allowed_types)}")
        except AuthenticationException:
            if not (transport.is_active() or transport.dismissed or refusals):
                raise SSHException("the connection broke during the login") from None
            refusals.append(f"{way.name}: refused")
            if not transport.is_active():
                break
        if transport.is_authenticated():
            return
    raise _refused(settings, refusals)


def _ways(settings: SftpSettings) -> Iterator[_Way]:
    user = settings.username
    if settings.key_file:
        key = _key(settings)
        yield _Way(name=f"key {settings.key_file}", attempt=lambda transport: transport.auth_publickey(user, key))
    if settings.agent:
        yield from _agent_ways(user)
    if settings.password is not None:
        password = settings.password
        yield _Way(name="password", attempt=lambda transport: transport.auth_password(user, password))


def _agent_ways(user: str) -> Iterator[_Way]:
    agent = Agent()
    try:
        for key in agent.get_keys():
            yield _Way(
                name=f"agent's key {key.get_name()}",
                attempt=lambda transport, key=key: transport.auth_publickey(user, key),  # type: ignore[misc]
            )
    finally:
        agent.close()


def _key(settings: SftpSettings) -> PKey:
    path = settings.key_file
    if path is None:
        raise SettingsError("No key file is named.", "Name one with key_file.")
    try:
        passphrase = settings.passphrase
        return PKey.from_path(path, passphrase.encode() if passphrase else None)  # type: ignore[arg-type]
    except OSError as error:
        raise SettingsError(
            f"The key file {path} cannot be read: {error.strerror}.", "Check path and rights."
        ) from error
    except (SSHException, UnknownKeyType, ValueError, TypeError) as error:
        raise SettingsError(
            f"The key file {path} cannot be used.",
            "Its passphrase may be missing or wrong, or it is no ed25519, ECDSA or RSA private key.",
        ) from error


def _refused(settings: SftpSettings, refusals: list[str]) -> AccessRefused:
    place = f"{settings.username}@{settings.host}:{settings.port}"
    if not refusals:
        return AccessRefused(
            f"{place}: there is nothing to log in with.", "Set key_file, agent (with keys in it) or a password."
        )
    return AccessRefused(
        f"{place}: the server refused the login ({'; '.join(refusals)}).",
        "Check the user name and the secret, and that the server's operator has our public key.",
    )
