"""A stored graph through the commands: building it, one question, a thousand suppliers, beside Polars and networkx.

    .venv/bin/python benchmarks/stored_graph.py --parties 1000000

The register is synthetic: companies with one to three holders of a higher number, persons on top, no cross holdings
but one in a thousand. The peers read the same CSV and find who is above the same party, without any of the law:
Polars with a hand-written fixed point over joins, networkx with `ancestors`. Processor seconds and memory of whole
processes.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
POLARS = """
import polars, sys
rows = polars.read_csv(sys.argv[1], columns=["kind", "subject", "holder", "share"], infer_schema=False)
stakes = rows.filter(polars.col("kind") == "votes").select("subject", "holder")
fresh = polars.DataFrame({"subject": [sys.argv[2]]})
seen = {sys.argv[2]}
while fresh.height:
    found = stakes.join(fresh, on="subject", how="semi")["holder"].unique().to_list()
    new = [name for name in found if name not in seen]
    seen.update(new)
    fresh = polars.DataFrame({"subject": new}, schema={"subject": polars.String})
print(len(seen))
"""
NETWORKX = """
import csv, networkx, sys
graph = networkx.DiGraph()
with open(sys.argv[1], encoding="utf-8") as file:
    for row in csv.reader(file):
        if row[0] == "votes":
            graph.add_edge(row[2], row[1], share=float(row[3]))
print(len(networkx.ancestors(graph, sys.argv[2])))
"""


def write_register(path: Path, parties: int, seed: int = 7) -> None:
    """A register of so many parties, six of ten companies, 1.5 stakes a party."""
    draw = np.random.default_rng(seed)
    companies = int(parties * 0.6)
    stakes = int(parties * 1.5)
    subject = np.concatenate([np.arange(companies), draw.integers(0, companies, stakes - companies)])
    reach = np.where(subject < companies * 0.98, companies // 3, 1)
    holder = subject + 1 + draw.integers(0, np.maximum(reach, 1), stakes)
    people = draw.random(stakes) < 0.75
    holder = np.where(people | (holder >= companies), draw.integers(companies, parties, stakes), holder)
    share = draw.choice([20, 25, 30, 50, 51], stakes)
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "kind,subject,holder,share,name,type,organised,headquarters,principal_place,citizenship,residence,lei\n"
        )
        places = draw.choice(["DE", "CN", "US", "GB", "FR"], parties)
        for start in range(0, parties, 100_000):
            part = range(start, min(start + 100_000, parties))
            file.writelines(
                f"party,p{n},,,Company {n} GmbH,entity,{places[n]},{places[n]},{places[n]},,,\n"
                if n < companies
                else f"party,p{n},,,Person {n},person,,,,{places[n]},{places[n]},\n"
                for n in part
            )
        for start in range(0, stakes, 100_000):
            part = slice(start, start + 100_000)
            rows = zip(subject[part].tolist(), holder[part].tolist(), share[part].tolist(), strict=True)
            file.writelines(f"votes,p{held},p{by},{much},,,,,,,,\n" for held, by, much in rows)


MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
spent = used.ru_utime + used.ru_stime
print(json.dumps([spent, used.ru_maxrss / 1024, done.returncode, done.stderr]))
"""
START, BUILD = "nothing (`--help`)", "`graph build`"
ONE, MANY = "`own` one party, stored", "`own` 1,000 suppliers, stored"
PEERS = {"Polars, fixed point over joins, one party": POLARS, "networkx, ancestors, one party": NETWORKX}


def run(*command: str) -> tuple[float, float]:
    """Processor seconds and the most megabytes of one process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    measured = [sys.executable, "-c", MEASURE, *command]
    made = subprocess.run(measured, capture_output=True, text=True, env=environment, check=True)
    seconds, memory, status, error = json.loads(made.stdout)
    if status not in (0, 3):
        raise SystemExit(f"{' '.join(command)} ended with {status}: {error[-500:]}")
    return seconds, memory


def measured(folder: Path, parties: int, peers: bool) -> tuple[dict[str, tuple[float, float]], str]:
    """Every row of the table, and what was measured."""
    command = [sys.executable, "-m", "pratique"]
    register, graph, table = folder / "register.csv", folder / "graph.db", folder / "suppliers.csv"
    write_register(register, parties)
    picks = np.random.default_rng(1).integers(0, int(parties * 0.6), 1000).tolist()
    table.write_text("name\n" + "".join(f"Company {n} GmbH\n" for n in picks), encoding="utf-8")
    party = f"p{picks[0]}"
    rows = {
        START: run(*command, "--help"),
        BUILD: run(*command, "graph", "build", "-o", str(graph), "--registry", str(register)),
        ONE: run(*command, "own", party, "--registry", str(graph)),
        MANY: run(*command, "own", str(table), "--registry", str(graph), "--format", "csv"),
    }
    for name, script in PEERS.items() if peers else ():
        if name.startswith("Polars") or importlib.util.find_spec("networkx"):
            rows[name] = run(sys.executable, "-c", script, str(register), party)
    size, kept = register.stat().st_size / 1e6, graph.stat().st_size / 1e6
    return rows, f"{parties:,} parties, {size:.0f} MB of CSV, {kept:.0f} MB stored."


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--parties", type=int, default=100_000)
    options.add_argument("--peers", action="store_true", help="Run Polars, and networkx where it is installed.")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows, what = measured(Path(folder), chosen.parties, chosen.peers)
    print(what + "\n\n| what | processor s | MB |\n|---|---|---|")
    for name, (seconds, memory) in rows.items():
        print(f"| {name} | {seconds:.2f} | {memory:.0f} |")
    one = rows[ONE][0]
    print(f"\nA question above starting: {one - rows[START][0]:.3f} s.")
    for name in PEERS.keys() & rows.keys():
        print(f"Ratio of one question to {name}: {one / rows[name][0]:.3f}.")


if __name__ == "__main__":
    main()
