"""The limit of open files, raised as far as the system lets a program raise it."""

from __future__ import annotations

from streamlit.logger import get_logger

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

# Where the system names no upper limit, it may still refuse to be taken at its word.
ENOUGH = 65_536


def raise_limit() -> int | None:
    """Raise the soft limit to the hard one; gives what holds then, None where there is no limit.

    Each open page holds four descriptors, and each that was closed holds three until Streamlit
    forgets it: a limit of 256, which macOS sets, ends a server at some sixty readers.
    """
    if resource is None:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, ENOUGH) if hard == resource.RLIM_INFINITY else hard
    # Without end, a soft limit is -1, and nothing is to be raised.
    if soft in (wanted, resource.RLIM_INFINITY):
        return soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError) as error:
        get_logger(__name__).warning("The limit of open files stays at %s: %s", soft, error)
        return soft
    return wanted
