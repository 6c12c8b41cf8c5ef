"""What the desk adds to the same work in process: a stored answer, a check, many at once, fifty users, memory.

The peer is `pratique.check` called in a process of its own, in the same run on the same machine. Processor time is
what the kernel counts for the desk's worker, so that a busy machine does not count as slowness.

    python benchmarks/desk.py [--small]
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
TICK = os.sysconf("SC_CLK_TCK")
AIMS = "aims: stored answer <= 2.5 ms, web <= 4 ms a check, throughput >= 0.7, page <= 15 ms, < 250 MB a worker"


def files_of(example: str, title: str = "") -> dict[str, str]:
    """The files of an example, with another title where one is wanted."""
    found = {each.name: each.read_text("utf-8") for each in (EXAMPLES / example).iterdir() if each.is_file()}
    if title:
        found["dossier.toml"] = found["dossier.toml"].replace('title = "', f'title = "{title} ', 1)
    return found


@contextmanager
def desk(workers: int) -> Iterator[tuple[int, str, str, list[int]]]:
    """A desk by its command: port, a token, a session cookie, the processes that answer."""
    with tempfile.TemporaryDirectory() as scratch, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        home, log = Path(scratch) / "home", Path(scratch) / "log"
        words = [sys.executable, "-m", "pratique", "desk", "--home", str(home), "--port", str(port)]
        with log.open("wb") as stream:
            process = subprocess.Popen([*words, "--workers", str(workers)], stdout=stream, stderr=stream)
        try:
            while log.read_text().count("Started worker") < workers:
                time.sleep(0.1)
            cookie = entered(port, re.findall(r"token=(\S+)", log.read_text())[0])
            asked = [sys.executable, "-m", "pratique", "records", "token", "--home", str(home), "--for", "load"]
            told = subprocess.run(
                [*asked, "--scope", "read", "--scope", "work"], capture_output=True, text=True, check=True
            )
            yield port, told.stdout.strip(), cookie, answering(process.pid)
        finally:
            process.terminate()
            process.wait(30)


def entered(port: int, token: str) -> str:
    """The session of the first person."""
    link = http.client.HTTPConnection("127.0.0.1", port)
    link.request("GET", f"/setup?token={token}")
    first = link.getresponse()
    page = first.read().decode()
    csrf = re.findall(r'csrfmiddlewaretoken" value="([^"]+)', page)[0]
    cookie = first.headers["Set-Cookie"].partition(";")[0]
    given = {
        "token": token,
        "name": "Load",
        "login": "load",
        "password": "a calm sentence",
        "again": "a calm sentence",
    }
    body = "&".join(
        f"{n}={v.replace(' ', '+')}" for n, v in {**given, "workspace": "W", "csrfmiddlewaretoken": csrf}.items()
    )
    link.request("POST", "/setup", body, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
    second = link.getresponse()
    second.read()
    return "; ".join(each.partition(";")[0] for each in second.headers.get_all("Set-Cookie") or [])


def answering(parent: int) -> list[int]:
    """The processes that answer requests: children of the desk that do no jobs."""
    told = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()[1:]]
    return [
        int(pid)
        for pid, up, words in rows
        if int(up) == parent and "desk.worker" not in words and "resource_tracker" not in words
    ]


def cpu(pids: list[int]) -> float:
    """Seconds of processor time that processes have used."""
    found = 0.0
    for pid in pids:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        found += (int(parts[11]) + int(parts[12])) / TICK
    return found


def memory(pid: int) -> float:
    """MB of a process that lie in memory."""
    return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[0]) / 1024


class Client:
    """One connection that is kept."""

    def __init__(self, port: int, token: str = "", cookie: str = "") -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
        self.headers |= {"Authorization": f"Bearer {token}"} if token else {"Cookie": cookie}

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """One request."""
        try:
            self.link.request(method, path, body, self.headers)
            answer = self.link.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # it was idle for too long
            self.link.close()
            self.link.request(method, path, body, self.headers)
            answer = self.link.getresponse()
        return answer.status, answer.read()


def each_costs(pids: list[int], count: int, work: Callable[[], object]) -> float:
    """Milliseconds of the desk's processor time for one of `count` pieces of work."""
    for _ in range(5):
        work()
    before = cpu(pids)
    for _ in range(count):
        work()
    return (cpu(pids) - before) / count * 1000


IN_PROCESS = """
import sys, time, pratique
path, count = sys.argv[1], int(sys.argv[2])
for _ in range(5): pratique.check(path).to_json()
before, wall = time.process_time(), time.perf_counter()
for _ in range(count): pratique.check(path).to_json()
print(time.process_time() - before, time.perf_counter() - wall)
"""


def in_process(example: str, count: int, processes: int) -> tuple[float, float]:
    """Milliseconds of processor time for a check, and checks a second of so many processes at once."""
    words = [sys.executable, "-c", IN_PROCESS, str(EXAMPLES / example / "dossier.toml"), str(count)]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    told = [[float(x) for x in each.communicate()[0].split()] for each in running]
    return sum(t[0] for t in told) / processes / count * 1000, sum(count / t[1] for t in told)


def at_once(port: int, token: str, body: bytes, count: int, connections: int) -> float:
    """Checks a second over so many connections."""

    def some(_: int) -> None:
        client = Client(port, token)
        for _ in range(count):
            assert client.ask("POST", "/api/v1/check", body)[0] == 200

    started = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(some, range(connections)))
    return connections * count / (time.perf_counter() - started)


def fifty_users(port: int, token: str, users: int) -> tuple[int, float, float]:
    """Each keeps a dossier of its own and reads it back: how many were lost, the median and p99 in seconds."""
    times: list[float] = []
    lost = 0
    lock = threading.Lock()

    def user(number: int) -> None:
        nonlocal lost
        client, started = Client(port, token), time.perf_counter()
        body = json.dumps({"files": files_of("shanghai-app", f"u{number}")}).encode()
        status, data = client.ask("POST", "/api/v1/dossiers", body)
        said = json.loads(data)
        while status == 202 and said.get("state") in ("waiting", "running"):  # a worker took it
            time.sleep(0.2)
            said = json.loads(client.ask("GET", f"/api/v1/jobs/{said['id']}")[1])
        key = said.get("dossier") if status == 202 else said.get("id") if status in (200, 201) else None
        good = key is not None and client.ask("GET", f"/api/v1/dossiers/{key}/answer")[0] == 200
        with lock:
            lost += not good
            times.append(time.perf_counter() - started)

    with ThreadPoolExecutor(users) as pool:
        list(pool.map(user, range(users)))
    times.sort()
    return lost, times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]


def main() -> None:
    """Measure and print."""
    small = "--small" in sys.argv
    count, users = (60, 10) if small else (300, 50)
    print(AIMS)
    with desk(2) as (port, token, cookie, pids):
        client, person = Client(port, token), Client(port, cookie=cookie)
        for example in ("shanghai-app", "aurora"):
            body = json.dumps({"files": files_of(example)}).encode()
            kept = json.loads(client.ask("POST", "/api/v1/dossiers", body)[1])["id"]
            stored = each_costs(pids, count, lambda kept=kept: client.ask("GET", f"/api/v1/dossiers/{kept}/answer"))
            page = each_costs(pids, count // 3, lambda kept=kept: person.ask("GET", f"/dossiers/{kept}"))
            assert person.ask("GET", f"/dossiers/{kept}")[0] == 200
            web = each_costs(pids, count // 3, lambda body=body: client.ask("POST", "/api/v1/check", body))
            alone, _ = in_process(example, count // 3, 1)
            print(
                f"{example}: stored answer {stored:.2f} ms, answer page {page:.1f} ms; check {web:.1f} ms of CPU "
                f"time through the desk, {alone:.1f} in process: the web adds {web - alone:.1f} ms"
            )
        body = json.dumps({"files": files_of("shanghai-app")}).encode()
        each = count // 6
        rates, ours = [], []
        for _ in range(3):
            ours.append(at_once(port, token, body, each, 8))
            rates.append(in_process("shanghai-app", each * 4, 2)[1])
        best = max(a / b for a, b in zip(ours, rates, strict=True))
        print(
            f"at once: {max(ours):.0f} checks/s over 8 connections, {max(rates):.0f} in 2 processes; ratios "
            f"{', '.join(f'{a / b:.2f}' for a, b in zip(ours, rates, strict=True))} (best {best:.2f})"
        )
        lost, median, worst = fifty_users(port, token, users)
        said = json.loads(Client(port, token).ask("GET", "/api/v1/records/verify")[1])
        print(
            f"{users} users: {lost} lost, median {median:.2f} s, p99 {worst:.2f} s; "
            f"{said['size']} records, faults {said['faults']}"
        )
        print("memory of each worker: " + ", ".join(f"{memory(pid):.0f} MB" for pid in pids))


if __name__ == "__main__":
    main()
