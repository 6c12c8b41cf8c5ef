"""Reading bills of materials: time, peak memory and growth, beside the bare typed decode and cyclonedx-python-lib.

Each measurement is a process of its own, so that peaks do not mix; time is the processor's, the best of some runs;
peak is what reading adds to the process with the file's bytes in memory. The bills are synthetic CycloneDX 1.6 with
hashes, licences and properties on each component: `plain` states no party and no fact, as most bills today; `facts`
has 300 suppliers and 100 developers with their countries. `bare` decodes the same fields with msgspec into structures
and interprets nothing; `pratique` makes an element of every line too.

    python benchmarks/bom.py [--small | --million]
"""

from __future__ import annotations

import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

SIZES = {"--small": (1_000,), "": (1_000, 100_000), "--million": (1_000, 100_000, 1_000_000)}
ENGINES = ("bare", "pratique", "pratique, no elements", "cyclonedx")
LARGEST_FOR_PEER = 1_000
"""cyclonedx-python-lib needs minutes from 10,000 components on."""


class Postal(msgspec.Struct):
    country: str | None = None


class Organisation(msgspec.Struct):
    name: str | None = None
    address: Postal | None = None


class Property(msgspec.Struct):
    name: str
    value: str | None = None


class Hash(msgspec.Struct):
    alg: str
    content: str


class Named(msgspec.Struct):
    id: str | None = None
    name: str | None = None


class Licence(msgspec.Struct):
    license: Named | None = None
    expression: str | None = None


class Component(msgspec.Struct, rename={"bom_ref": "bom-ref"}):
    type: str
    name: str
    version: str | None = None
    bom_ref: str | None = None
    supplier: Organisation | None = None
    manufacturer: Organisation | None = None
    purl: str | None = None
    hashes: list[Hash] = []
    licenses: list[Licence] = []
    properties: list[Property] = []
    components: list[Component] = []


class Document(msgspec.Struct):
    bomFormat: str
    specVersion: str
    components: list[Component] = []


def generate(path: Path, count: int, plain: bool) -> None:
    """A bill of `count` components, written without holding it; the same for the same count."""
    rng = random.Random(20261122)
    with path.open("w") as out:
        out.write('{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,')
        out.write('"serialNumber":"urn:uuid:6a1f3c1e-0b7a-4a52-9d3e-2d1a7c7b9f10","components":[')
        for number in range(count):
            out.write(("," if number else "") + json.dumps(_component(number, rng, plain), separators=(",", ":")))
        out.write("]}")


def _component(number: int, rng: random.Random, plain: bool) -> dict[str, Any]:
    component = {
        "type": rng.choice(["library", "device", "firmware", "application"]),
        "bom-ref": f"ref-{number}",
        "name": f"part-{number}",
        "version": f"1.{number % 50}.{number % 7}",
        "hashes": [{"alg": "SHA-256", "content": f"{rng.getrandbits(256):064x}"}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "purl": f"pkg:generic/part-{number}@1.{number}",
    }
    if plain:
        component["properties"] = [{"name": "cdx:package:path", "value": f"lib/part-{number}"}]
        return component
    developer = number % 100
    component["supplier"] = {
        "name": f"Supplier {number % 300}",
        "address": {"country": ("DE", "CN", "US")[number % 3]},
    }
    component["properties"] = [
        {"name": "pratique:party:developer:name", "value": f"Developer {developer}"},
        {"name": "pratique:party:developer:country", "value": ("CN", "DE", "JP")[developer % 3]},
    ]
    return component


def engine(name: str, data: bytes) -> Callable[[], Any]:
    """What one engine does with the bytes of a file."""
    if name == "bare":
        decoder = msgspec.json.Decoder(Document)
        return lambda: decoder.decode(data)
    if name == "cyclonedx":
        from cyclonedx.model.bom import Bom

        return lambda: Bom.from_json(json.loads(data))  # type: ignore[attr-defined]
    from pratique.items.readers import read_bill

    if name == "pratique, no elements":
        return lambda: read_bill(data)

    def with_elements() -> Any:
        bill = read_bill(data)
        return bill, [line.entity for line in bill.lines]

    return with_elements


def measure(name: str, path: str) -> dict[str, float]:
    """Seconds (best of a few), and megabytes that the first run added to the process."""
    data = Path(path).read_bytes()
    run = engine(name, data)
    engine(name, b'{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[]}')()
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = []
    for _ in range(1 if len(data) > 10**8 or name == "cyclonedx" else 5):
        begin = time.process_time()
        result = run()
        times.append(time.process_time() - begin)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if len(times) == 1 else peak  # noqa: F821
        del result
    return {"seconds": min(times), "megabytes": (peak - before) / 1024, "file": len(data) / 2**20}


def main(option: str) -> None:
    print("| bill | components | file MB | engine | ms | us a component | ratio to bare | peak MB | peak / file |")
    print("|---|---:|---:|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("plain", "facts"):
            for count in SIZES[option]:
                path = Path(folder) / f"{kind}-{count}.cdx.json"
                generate(path, count, kind == "plain")
                compare(kind, count, path)
                path.unlink()


def compare(kind: str, count: int, path: Path) -> None:
    """One row for each engine that is up to this size."""
    bare = 0.0
    for name in ENGINES:
        if name == "cyclonedx" and count > LARGEST_FOR_PEER:
            continue
        command = [sys.executable, __file__, "--measure", name, str(path)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        bare = told["seconds"] if name == "bare" else bare
        print(
            f"| {kind} | {count:,} | {told['file']:.1f} | {name} | {told['seconds'] * 1e3:.1f} "
            f"| {told['seconds'] / count * 1e6:.2f} | {told['seconds'] / bare:.2f} "
            f"| {told['megabytes']:.1f} | {told['megabytes'] / told['file']:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3])))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "")
