"""What a page asks the publishers before it orders a job: their lists, and what a fetch takes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from etl.common.asking import OverLimitError, PublisherError, UnavailableError
from etl.common.publisher import Register, Targets
from etl.common.settings import Settings
from etl.fetch.http import Client, Limits, site_of
from etl.fetch.searching import Estimate, minutes, plan_fetch
from etl.fetch.targets import check_targets
from etl.sources import searched_publishers

# Somebody waits before the page: two attempts, and no publisher's longest answer.
HASTE = {"connect_seconds": 5.0, "read_seconds": 40.0, "attempts": 2, "first_wait": 0.5}


@dataclass(frozen=True)
class Lookup:
    """What the publishers' lists have for a name, and a sentence for each that did not answer."""

    registers: tuple[Register, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class JobPlan:
    """What a fetch will take: each search, all calls, minutes at the key's limit, bytes.

    `hourly_limit` is the key's, where a publisher has said it.
    """

    searches: tuple[Estimate, ...]
    calls: int
    minutes: float
    bytes: int
    hourly_limit: int | None


def patient_limits(settings: Settings) -> Limits:
    """How a job asks: politely, and waiting out the hourly limit of a key."""
    return Limits(is_patient=True, per_second=_pace(settings))


def look_up(settings: Settings, kind: str, name: str) -> Lookup:
    """Every publisher's own lists for the name of a firm, a person or a committee."""
    clients = _hasty_clients(settings)
    registers: list[Register] = []
    faults: list[tuple[str, PublisherError]] = []
    for publisher in searched_publishers():
        try:
            registers += publisher.lookup(kind, name, clients)
        except PublisherError as error:
            faults.append((clients[publisher.services[0].name].site.host, error))
    return Lookup(tuple(registers), _sentences(faults, len(searched_publishers())))


def _sentences(faults: list[tuple[str, PublisherError]], asked: int) -> tuple[str, ...]:
    """A sentence for each fault; one for all where nobody can be reached."""
    is_cut_off = all(
        isinstance(error, UnavailableError) and not isinstance(error, OverLimitError)
        for _, error in faults
    )
    if is_cut_off and len(faults) == asked:
        hosts = ", ".join(dict.fromkeys(host for host, _ in faults))
        return (
            f"No publisher answers ({hosts}): there is no network, or they are "
            "down; what is loaded stays as it is.",
        )
    return tuple(_sentence(host, error) for host, error in faults)


def _sentence(host: str, error: PublisherError) -> str:
    """Why a publisher did not answer; of a limit only what a page needs."""
    if isinstance(error, OverLimitError):
        return f"{host}: the key's limit is used up until {error.come_back:%H:%M} UTC."
    return f"{error}."


def key_notes(settings: Settings) -> list[str]:
    """What is to be said of keys that are not set: what their defaults allow, where to get one."""
    notes = []
    for publisher in searched_publishers():
        for service in publisher.services:
            key = service.key
            if key and site_of(service, settings).own_key is None:
                notes.append(
                    f"{key.setting} is not set: {key.default} allows {key.about}; {key.help}"
                )
    return notes


def plan_job(
    settings: Settings, words: Mapping[str, tuple[str, ...]], since: str | None
) -> JobPlan:
    """What a fetch of these words will take, by the publishers' own counts; nothing is kept.

    Raises PublisherError in a sentence for a page, and ThroughlineError for words that are none.
    """
    targets = check_targets(Targets(words, since))
    clients = _hasty_clients(settings)
    settings.temporary.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="plan-", dir=settings.temporary) as folder:
            found = plan_fetch(targets, clients, Path(folder))
    except OverLimitError as error:
        hosts = [client.site.host for client in clients.values() if client.calls]
        raise PublisherError(_sentence(hosts[-1], error)) from error
    calls, size = sum(item.calls for item in found), sum(item.bytes for item in found)
    limits = [client.hourly_limit for client in clients.values() if client.hourly_limit]
    return JobPlan(tuple(found), calls, minutes(found, clients), size, next(iter(limits), None))


def _hasty_clients(settings: Settings) -> dict[str, Client]:
    """A client for each service, for questions that somebody waits for."""
    limits = Limits(per_second=_pace(settings), **HASTE)  # type: ignore[arg-type]
    services = [service for owner in searched_publishers() for service in owner.services]
    return {service.name: Client(site_of(service, settings), limits) for service in services}


def _pace(settings: Settings) -> float:
    """Calls a second; servers on this machine need none to be kept."""
    services = [service for owner in searched_publishers() for service in owner.services]
    hosts = [urlsplit(site_of(service, settings).base_url).hostname for service in services]
    return 0.0 if all(_is_here(host or "") for host in hosts) else Limits.per_second


def _is_here(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
