"""Check the files that only programs read: ``sitemap.xml``, ``llms.txt``, the service worker."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as etree
import zlib
from collections.abc import Iterator

from coursenotes.outputs.service_worker import FOLDER as LISTS
from coursenotes.outputs.service_worker import NAME as WORKER
from coursenotes.outputs.service_worker import checksum
from coursenotes.verify.addresses import needed
from coursenotes.verify.page import Reference
from coursenotes.verify.site import NOT_FOUND, Site

_MAP = "sitemap.xml"
_PLACES = re.compile(r"^const (FIRST|LISTS) = (\{.*?\}|\[.*?\]); /\*", re.DOTALL | re.MULTILINE)
_LLMS_LINK = re.compile(r"(?<!\\)\]\((\S+?)\)")


def site_map(site: Site) -> Iterator[str]:
    """Yield where ``sitemap.xml`` lists other files than the pages, or its packed copy differs."""
    if not site.url:
        return  # a site map needs the site's address
    if _MAP not in site.files:
        yield f"{_MAP}: is missing"
        return
    try:
        root = etree.fromstring(site.files[_MAP])
    except etree.ParseError as cause:
        yield f"{_MAP}: is not well-formed: {cause}"
        return
    listed = [(loc.text or "").strip() for loc in root.iterfind(".//{*}loc")]
    by_hand = {site.address(name) for name in site.by_hand}
    pages = {site.address(name) for name in site.pages if name != NOT_FOUND}
    for address in listed:
        if address not in pages:
            yield f"{_MAP}: {address} is not a page of the site"
    for address in sorted(pages - set(listed) - by_hand):
        yield f"{_MAP}: {address} is missing"
    if len(set(listed)) < len(listed):
        yield f"{_MAP}: lists a page twice"
    packed = f"{_MAP}.gz"
    try:
        if gzip.decompress(site.files.get(packed, b"")) != site.files[_MAP]:
            yield f"{packed}: is not {_MAP}, packed"
    except (OSError, EOFError, zlib.error) as cause:
        yield f"{packed}: cannot be unpacked: {cause}"


def llms_txt(site: Site) -> Iterator[str]:
    """Yield the pages whose Markdown copy ``llms.txt`` does not list."""
    if "llms.txt" not in site.files:
        yield "llms.txt: is missing"
        return
    listed = {
        site.resolve("llms.txt", Reference("link", url, False))[0]
        for url in _LLMS_LINK.findall(site.text("llms.txt"))
    }
    for name in site.planned.keys() - {"index.html"}:
        if site.copy_of(name) not in listed:
            yield f"llms.txt: {site.copy_of(name)} is missing"


def offline(site: Site) -> Iterator[str]:
    """Yield the files that the service worker's lists lack, or have in another version."""
    if WORKER not in site.files:
        yield f"{WORKER}: is missing"
        return
    try:
        known = dict(_PLACES.findall(site.text(WORKER)))
        files: dict[str, str] = json.loads(known["FIRST"])
        lists: list[list[str]] = json.loads(known["LISTS"])
    except (KeyError, ValueError):
        yield f"{WORKER}: has no list of files; it is the one for sites that are being served"
        return
    for start, digest in lists:
        name = f"{LISTS}{digest}.json"
        data = site.files.get(name, b"")
        if checksum(data) != digest:
            yield f"{WORKER}: needs {name}, which is missing or another"
            continue
        names: dict[str, str] = json.loads(data)
        if start not in names or files.keys() & names:
            yield f"{name}: has names that {WORKER} does not look up there"
        files |= names
    kept = {re.sub(r"(^|/)$", r"\1index.html", name): digest for name, digest in files.items()}
    for name, digest in kept.items():
        if name not in site.files:
            yield f"{WORKER}: keeps {name}, and there is no such file"
        elif checksum(site.files[name]) != digest:
            yield f"{WORKER}: keeps another {name} than the site has"
    for name in sorted({*site.pages, *needed(site)} - set(kept)):
        yield f"{WORKER}: does not keep {name}"
