"""All settings, read once from the environment; a bad one stops the start and is named."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent
SHORTEST_SECRET: Final = 32


class BadSetting(ValueError):
    """A setting cannot be used; the message names it and says what would do."""


@dataclass(frozen=True)
class Config:
    """What the environment says. Each field is documented in docs/installing.md."""

    database_url: str
    data_dir: Path
    secret_key: str
    host: str
    port: int
    workers: int
    secure_cookies: bool
    trusted_proxies: int
    trusted_hosts: tuple[str, ...]
    pseudo_locale: bool
    testing: bool = False

    @property
    def listens_on_loopback(self) -> bool:
        return self.host in {"127.0.0.1", "::1", "localhost"}

    def flask_settings(self) -> dict[str, Any]:
        """The same settings under the names that Flask and its extensions use."""
        return {
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SECRET_KEY": self.secret_key,
            "SESSION_COOKIE_NAME": "ascertain",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "TRUSTED_HOSTS": list(self.trusted_hosts) or None,
            "MAX_CONTENT_LENGTH": 1_000_000,
            "MAX_FORM_MEMORY_SIZE": 500_000,
            "MAX_FORM_PARTS": 2_000,
            "WTF_CSRF_TIME_LIMIT": None,  # a page left open all day can still be sent
            "PSEUDO_LOCALE": self.pseudo_locale,
            "LISTENS_ON_LOOPBACK": self.listens_on_loopback,
            "TRUSTED_PROXIES": self.trusted_proxies,
            "HOST": self.host,
            "PORT": self.port,
            "WORKERS": self.workers,
            "TESTING": self.testing,
        }


def settings_or_leave() -> Config:
    """The settings of this process; leaves with one line that names a bad one."""
    try:
        return read_config()
    except BadSetting as error:
        raise SystemExit(f"Bad setting {error}.") from error


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the settings from `environ`; raises BadSetting with the setting's name."""
    data_dir = Path(environ.get("DATA_DIR") or ROOT / "var").resolve()
    host = environ.get("HOST") or "127.0.0.1"
    loopback = host in {"127.0.0.1", "::1", "localhost"}
    proxies = _whole_number(environ, "TRUSTED_PROXIES", default=0, low=0, high=9)
    is_local = loopback and not proxies
    secure = _yes_or_no(environ, "SECURE_COOKIES", default=not is_local)
    if not secure and not is_local:
        raise BadSetting("SECURE_COOKIES: may be off only on a loopback address without a proxy")
    return Config(
        database_url=_database_url(environ, data_dir),
        data_dir=data_dir,
        secret_key=environ.get("SECRET_KEY") or _kept_secret(data_dir),
        host=host,
        port=_whole_number(environ, "PORT", default=8000, low=1, high=65535),
        workers=_whole_number(environ, "WORKERS", default=os.cpu_count() or 1, low=1, high=64),
        secure_cookies=secure,
        trusted_proxies=proxies,
        trusted_hosts=tuple(environ.get("TRUSTED_HOSTS", "").split()),
        pseudo_locale=_yes_or_no(environ, "PSEUDO_LOCALE", default=False),
    )


def _database_url(environ: Mapping[str, str], data_dir: Path) -> str:
    url = environ.get("DATABASE_URL")
    if not url:
        return f"sqlite:///{data_dir / 'ascertain.db'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return _readable("postgresql+psycopg://" + url.removeprefix(prefix))
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return _readable(url)
    raise BadSetting("DATABASE_URL: must begin with postgresql:// or sqlite:///")


def _readable(url: str) -> str:
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:
        # The address holds a password, so it is not repeated here.
        raise BadSetting("DATABASE_URL: cannot be read as an address of a database") from error
    return url


def _whole_number(
    environ: Mapping[str, str], name: str, *, default: int, low: int, high: int
) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadSetting(f"{name}: must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def _yes_or_no(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = environ.get(name, "").lower()
    if not text:
        return default
    if text in {"1", "yes", "true", "on"}:
        return True
    if text in {"0", "no", "false", "off"}:
        return False
    raise BadSetting(f"{name}: must be yes or no, not {text!r}")


def _kept_secret(data_dir: Path) -> str:
    """The installation's own secret, made on the first start and readable by its owner alone."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        return _secret_in(data_dir / "secret-key")
    except OSError as error:
        raise BadSetting(f"DATA_DIR: cannot write to {data_dir} ({error.strerror})") from error


def _secret_in(path: Path) -> str:
    if not path.exists():
        _make_secret(path)
    secret = path.read_text(encoding="utf-8", errors="ignore").strip()
    if len(secret) < SHORTEST_SECRET or not secret.isprintable():
        raise BadSetting(
            f"DATA_DIR: {path} holds no usable key: put it back from a backup, or remove it to get "
            "a new one and have everybody sign in again"
        )
    return secret


def _make_secret(path: Path) -> None:
    """Let a whole file appear at once; of several processes that start together, one makes it."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=f"{path.name}-") as handle:
        handle.write(secrets.token_hex(SHORTEST_SECRET))
        handle.flush()
        os.fsync(handle.fileno())
        with suppress(FileExistsError):
            os.link(handle.name, path)
