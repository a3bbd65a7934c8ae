"""The login in the server's secrets, read strictly: complete, not set at all, or an error."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit import config

# What Streamlit asks of an [auth] section, and of each section below it that names a provider.
SHARED = ("redirect_uri", "cookie_secret")
OF_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
# Shorter ones are found by trying: whoever visits is given a cookie that is signed with it.
LEAST_LETTERS, LEAST_KINDS = 32, 8
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PLACEHOLDER = re.compile(
    r".*(…|\.\.\.).*|x{3,}|[<{\[].*[>}\]]|your[-_ ].*|(put|insert|replace|enter)[-_ ].*"
    r"|change[-_ ]?me|to[-_ ]?do|placeholder|a long random text|client[-_ ]?(id|secret)"
    r"|cookie[-_ ]?secret|none|null",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Login:
    """A complete login, by the names of those who vouch; `default` where none is named."""

    providers: tuple[str, ...]


class LoginError(Exception):
    """Why a login is not complete: the file and, where one can be told, the line; never a value."""


@dataclass(frozen=True)
class _Secrets:
    """A file of secrets and what it holds."""

    path: Path
    text: str
    values: dict[str, Any]

    def error(self, what: str, *keys: str) -> LoginError:
        """An error at the line of the first of these keys that is there, or of the section."""
        lines = self.text.casefold().splitlines()
        for key in (*keys, "auth"):
            before = r"[\s\[\"']*([\w-]+\s*\.\s*)*"
            found = re.compile(rf"{before}{re.escape(key.casefold())}(?![\w-])")
            for number, line in enumerate(lines, 1):
                if found.match(line):
                    return LoginError(f"{self.path}, line {number}: {what}")
        return LoginError(f"{self.path}, line 1: {what}")


def read_login() -> Login | None:
    """The login that is set, None where no file of secrets stands; else a LoginError."""
    paths = config.get_option("secrets.files")
    if not isinstance(paths, (list, tuple)) or not all(isinstance(path, str) for path in paths):
        raise LoginError("The setting secrets.files is not a list of paths.")
    found = [secrets for path in paths if (secrets := _read(Path(path)))]
    if not found:
        _refuse_misplaced([Path(path) for path in paths])
        return None
    # As Streamlit merges them: of the same section in two files the later one counts whole.
    holding = [secrets for secrets in found if "auth" in secrets.values]
    if not holding:
        alike = _alike(found[-1])
        only = f", only {', '.join(f'[{name}]' for name in alike)}" if alike else ""
        raise found[-1].error(f"there is no section [auth]{only}.", *alike)
    return _checked(holding[-1])


def _read(path: Path) -> _Secrets | None:
    """A file of secrets, or None where there is nothing of that name."""
    if path.suffix != ".toml":
        raise LoginError(f"{path}: secrets are read from files that end in .toml only.")
    try:
        # A link that leads nowhere is a file that should be there.
        path.lstat()
    except FileNotFoundError:
        if path.parent.is_symlink() and not path.parent.exists():
            raise LoginError(f"{path.parent} is a link that leads nowhere.") from None
        return None
    except OSError as error:
        raise LoginError(f"{path}: {error.strerror}.") from error
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LoginError(f"{path} cannot be read: {error.strerror}.") from error
    return _parsed(path, data)


def _parsed(path: Path, data: bytes) -> _Secrets:
    """The file's values; what the parser says names lines and columns, and no value."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise LoginError(f"{path}, line 1: begins with a byte-order mark; save it as plain UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise LoginError(f"{path}, line {line}: not UTF-8; save it as plain UTF-8.") from error
    try:
        values = tomllib.loads(text)
    except ValueError as error:
        raise LoginError(f"{path}: not TOML: {error}.{_hint(text, str(error))}") from None
    except RecursionError:
        raise LoginError(f"{path}: not TOML: lists within lists without end.") from None
    if not values:
        raise LoginError(f"{path}, line 1: holds nothing.")
    return _Secrets(path, text, values)


def _hint(text: str, error: str) -> str:
    """What a line that is no TOML most often lacks."""
    found = re.search(r"line (\d+)", error)
    lines = text.splitlines()
    line = lines[int(found[1]) - 1] if found and 0 < int(found[1]) <= len(lines) else ""
    if re.search("[“”‘’„«»]", line):
        return " Its quotes are curly; they must be straight."
    if re.match(r"\s*[\w-]+\s*=\s*[^\"'\[{\s]", line):
        return " A text stands in straight quotes."
    return ""


def _alike(secrets: _Secrets) -> list[str]:
    """Names of sections that were perhaps meant to be [auth]."""
    return [name for name in secrets.values if "auth" in re.sub(r"\W", "", name.casefold())]


def _refuse_misplaced(paths: list[Path]) -> None:
    """Where no file is read: refuse one that was meant to be, and a place that is set."""
    if config.is_manually_set("secrets.files"):
        raise LoginError(f"None of secrets.files is there: {', '.join(map(str, paths))}.")
    # The home folder is of all programs that use Streamlit; what lies there may be another's.
    for folder in {path.parent: None for path in paths if path.parent.parent != Path.home()}:
        try:
            beside = [path for path in folder.parent.iterdir() if path.is_file()]
            within = list(folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            raise LoginError(f"{error.filename}: {error.strerror}.") from error
        strays = [path for path in within if path.name.casefold().startswith("secret")]
        strays += [path for path in beside if path.name.casefold() == "secrets.toml"]
        if strays:
            raise LoginError(f"{min(strays)} is not read: name it {folder / 'secrets.toml'}.")


def _checked(secrets: _Secrets) -> Login:
    """The login of a file whose every value passes."""
    auth = secrets.values["auth"]
    if not isinstance(auth, dict):
        raise secrets.error("[auth] is not a section.")
    for key in SHARED:
        _check_value(secrets, auth, key)
    # Of the sections below [auth], Streamlit knows this one as settings; others name providers.
    named = [key for key, value in auth.items() if isinstance(value, dict)]
    named = [name for name in named if name != "client_kwargs"]
    for name in named:
        if not re.fullmatch(r"[A-Za-z0-9-]+", name):
            raise secrets.error(f"[auth.{name}] has a name that Streamlit refuses.", name)
        for key in OF_PROVIDER:
            _check_value(secrets, auth[name], key, f" of [auth.{name}]")
    if named and not any(key in auth for key in OF_PROVIDER):
        return Login(tuple(named))
    for key in OF_PROVIDER:
        _check_value(secrets, auth, key)
    return Login(("default", *(name for name in named if name != "default")))


def _check_value(secrets: _Secrets, section: dict[str, Any], key: str, place: str = "") -> None:
    """Refuse a value that is not there, is no text, or cannot be meant."""
    if fault := _fault(key, section.get(key)):
        raise secrets.error(f"{key}{place} {fault}.", key)


def _fault(key: str, value: object) -> str:
    """What is wrong with a value, or nothing; never the value itself."""
    if value is None:
        return "is missing"
    if not isinstance(value, str):
        return "is not a text in quotes"
    if not value.strip():
        return "is empty"
    if value != value.strip() or not value.isprintable():
        return "begins or ends with a space, or has a character that does not print"
    # Streamlit writes the server's port in its place.
    value = value.replace("{port}", "8501")
    if _PLACEHOLDER.fullmatch(value):
        return "is still a placeholder"
    if key == "cookie_secret":
        is_long = len(value) >= LEAST_LETTERS and len(set(value)) >= LEAST_KINDS
        return "" if is_long else f"is shorter than {LEAST_LETTERS} random characters"
    return _address_fault(key, value) if key in ("redirect_uri", "server_metadata_url") else ""


def _address_fault(key: str, value: str) -> str:
    """What is wrong with an address, or nothing."""
    try:
        parts = urlsplit(value)
        is_bound = parts.port != 0 and bool(parts.hostname) and not re.search(r"[\s{}<>]", value)
    except ValueError:
        is_bound = False
    if not is_bound or parts.username is not None or parts.fragment:
        return "is not an address"
    # A code, or a key, that goes over plain HTTP is anybody's; within this machine it goes nowhere.
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in LOOPBACK):
        return "does not begin with https://"
    if key == "redirect_uri" and (parts.query or not parts.path.endswith("/oauth2callback")):
        return "does not end in /oauth2callback"
    return ""
