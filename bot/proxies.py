"""Proxies of the environment, in words that the HTTP libraries take: over some that are common they stumble."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Collection, MutableMapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.request import getproxies_environment

from bot.errors import ProxyUnusable

HOST = re.compile(r"[\w.:-]+")
HIGHEST_PORT = 65535
KINDS = ("http", "https", "all")
EXCEPTIONS = ("NO_PROXY", "no_proxy")
ANY_SOCKS = "socks://"  # as desktops write it: they mean version 5


def tidy(environment: MutableMapping[str, str], hosts: Collection[str] = (), direct: Collection[str] = ()) -> list[str]:
    """Rewrite what the environment says of proxies, and answer what in it means nothing.

    A range of addresses becomes those of `hosts` that lie in it; the hosts in `direct` are reached without a proxy.
    """
    for name in [name for name in environment if name.lower().endswith("_proxy")]:
        if environment[name].lower().startswith(ANY_SOCKS):
            environment[name] = f"socks5://{environment[name][len(ANY_SOCKS) :]}"
    nothing: list[str] = []
    for name in EXCEPTIONS:
        said = [part.strip() for part in environment.get(name, "").split(",") if part.strip()]
        kept = [*direct]
        for part in said:
            meant = _meant(part, hosts)
            kept += meant or []
            if meant is None:
                nothing.append(f"{part!r} in {name} means nothing")
        if said or direct:
            environment[name] = ",".join(kept)
    return nothing


def _meant(part: str, hosts: Collection[str]) -> list[str] | None:
    """What one part of NO_PROXY means to the libraries; None where it means nothing."""
    import httpx  # a third of a second, which a command without a proxy does not pay

    bare = part[1:-1] if part.startswith("[") and part.endswith("]") else part
    if (network := _network(bare)) is not None:
        address, _, length = bare.partition("/")
        inside = [host for host in hosts if (one := _address(host)) and one in network]
        return inside if length else [address]
    try:
        pattern = httpx.URL(bare if "://" in bare else f"all://*{bare}")
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return None
    return [bare] if bare == "*" or pattern.host else None


def _network(part: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(part, strict=False)
    except ValueError:
        return None


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def described() -> str:
    """The proxies by kind and scheme, without what may be secret in them. Raises ProxyUnusable."""
    proxies = getproxies_environment()
    found = [f"{_checked(kind, proxies[kind])} by {kind.upper()}_PROXY" for kind in KINDS if proxies.get(kind)]
    return ", ".join(found) or "none"


def _checked(kind: str, address: str) -> str:
    """The scheme of a proxy's address."""
    import httpx

    name = f"{kind.upper()}_PROXY"
    try:
        proxy = httpx.Proxy(address if "://" in address else f"http://{address}")
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise ProxyUnusable(name=name, reason="it is no http, https or socks5 address") from None
    if not HOST.fullmatch(proxy.url.host) or (proxy.url.port or 0) > HIGHEST_PORT:
        raise ProxyUnusable(name=name, reason="it names no host, or no port of one")
    if proxy.url.scheme.startswith("socks") and importlib.util.find_spec("socksio") is None:
        raise ProxyUnusable(name=name, reason="SOCKS needs the package socksio (`pip install socksio`)")
    return proxy.url.scheme
