"""Check an archive of records: python3 -I verify.py [FOLDER]. Needs Python 3 and, for signatures, openssl 3.

This file travels in every archive and shares no code with the program that made it. It prints what is wrong, file
by file and record by record, and ends with 0 if everything holds and with 1 if not. A key that lies in the archive
proves nothing by itself: compare the fingerprint that is printed with the one you were given another way.
"""

import base64
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from typing import Any

Said = dict[str, Any]


def manifests(folder: pathlib.Path, wrong: list[str]) -> None:
    named = {"tagmanifest-sha256.txt"}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (folder / name).read_bytes().decode().rstrip("\n").split("\n"):
            mark, _, file = line.partition("  ")
            named.add(file)
            if ".." in file.split("/") or file.startswith("/") or not (folder / file).is_file():
                wrong.append(f"{file}: is missing")
            elif hashlib.sha256((folder / file).read_bytes()).hexdigest() != mark:
                wrong.append(f"{file}: was changed")
    for each in sorted(folder.rglob("*")):
        file = each.relative_to(folder).as_posix()
        if each.is_file() and file not in named:
            wrong.append(f"{file}: was added")


def records(folder: pathlib.Path, wrong: list[str]) -> tuple[str, list[bytes], dict[int, Said]]:
    before, ledger, hashes = "0" * 64, "", []
    bodies: dict[int, Said] = {}
    for number, line in enumerate((folder / "data/records.jsonl").read_bytes().splitlines(), 1):
        try:
            row = json.loads(line)
            body, prev, mark = row["body"].encode(), row["prev"], row["sha256"]
            made = hashlib.sha256(b"pratique record v1\n" + bytes.fromhex(prev) + body).hexdigest()
            said: Said = json.loads(body) if made == mark else {"ledger": ledger, "seq": 0, "about": {}}
            told = (said["seq"], said["ledger"], dict(said["about"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            wrong.append(f"data/records.jsonl: record {number} cannot be read")
            hashes.append(b"")
            continue
        ledger = ledger or told[1]
        if made != mark:
            wrong.append(f"data/records.jsonl: record {number} was changed")
        elif prev != before or told[:2] != (number, ledger):
            wrong.append(f"data/records.jsonl: record {number} does not follow the one before it")
        else:
            bodies[number] = said
        before = mark
        hashes.append(bytes.fromhex(made))
    return ledger, hashes, bodies


def sealed(folder: pathlib.Path, bodies: dict[int, Said], wrong: list[str]) -> int:
    """How many sealed values were redacted; what does not fit its record, or went without a record, is wrong."""
    marks = {
        (seq, "/" + key): value["sealed"]
        for seq, said in bodies.items()
        for key, value in said["about"].items()
        if isinstance(value, dict) and set(value) == {"sealed"}
    }
    for line in (folder / "data/sealed.jsonl").read_bytes().splitlines():
        try:
            row = json.loads(line)
            made = hashlib.sha256(bytes.fromhex(row["salt"]) + row["value"].encode()).hexdigest()
            if marks.pop((row["seq"], row["pointer"]), None) != made:
                wrong.append(f"data/sealed.jsonl: record {row['seq']} {row['pointer']} is not what was sealed")
        except (ValueError, KeyError, TypeError, AttributeError):
            wrong.append("data/sealed.jsonl: a line cannot be read")
    told = {
        (each.get("record"), each.get("pointer"))
        for said in bodies.values()
        if said["kind"] == "redaction"
        for each in said["about"].get("redacted", [])
    }
    wrong += (f"data/sealed.jsonl: record {seq} {key} is gone without a redaction" for seq, key in set(marks) - told)
    return len(marks)


def tree(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return hashlib.sha256(b"\0" + leaves[0] if leaves else b"").digest()
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return hashlib.sha256(b"\1" + tree(leaves[:cut]) + tree(leaves[cut:])).digest()


def signature_holds(public: bytes, text: bytes, signature: bytes) -> bool:
    der = base64.b64encode(bytes.fromhex("302a300506032b6570032100") + public).decode()
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        (place / "key").write_text(f"-----BEGIN PUBLIC KEY-----\n{der}\n-----END PUBLIC KEY-----\n")
        (place / "text").write_bytes(text)
        (place / "mark").write_bytes(signature)
        asked = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-rawin", "-in", "text"]
        return not subprocess.run([*asked, "-sigfile", "mark"], cwd=name, capture_output=True, check=False).returncode


def checkpoints(folder: pathlib.Path, ledger: str, hashes: list[bytes], wrong: list[str]) -> str:
    notes = sorted((folder / "data/checkpoints").glob("*"))
    if not notes:
        return "no checkpoint: only the chain was checked, and who owns the database can make a chain anew"
    key = (folder / "data/key.txt").read_text("utf-8").strip()
    public = base64.b64decode(key.split("+", 2)[2])[1:] if re.fullmatch(r"\S+\+[0-9a-f]{8}\+\S+", key) else b""
    if not shutil.which("openssl"):
        wrong.append("no signature was checked: there is no openssl here")
    for each in notes:
        name = f"data/checkpoints/{each.name}"
        try:
            text, _, rest = each.read_text("utf-8").partition("\n\n")
            origin, size, head = text.split("\n")
            mark = base64.b64decode(rest.strip().rpartition(" ")[2])
            if origin != ledger or int(size) > len(hashes) or tree(hashes[: int(size)]) != base64.b64decode(head):
                wrong.append(f"{name}: the records are not those that were signed")
            if shutil.which("openssl") and not signature_holds(public, f"{text}\n".encode(), mark[4:]):
                wrong.append(f"{name}: is not signed by the key of the archive")
        except ValueError:
            wrong.append(f"{name}: cannot be read")
    digits = hashlib.sha256(public).hexdigest()[:32]
    return f"signed by {key.partition('+')[0]}, key {' '.join(re.findall('....', digits))}"


def main(folder: pathlib.Path) -> int:
    wrong: list[str] = []
    hashes: list[bytes] = []
    told, gone = "", 0
    try:
        manifests(folder, wrong)
        ledger, hashes, bodies = records(folder, wrong)
        gone = sealed(folder, bodies, wrong)
        told = checkpoints(folder, ledger, hashes, wrong)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        wrong.append(f"the archive cannot be read: {error}")
    for each in wrong:
        print(each)
    if not wrong:
        print(f"{len(hashes)} records hold, {told}" + (f"; {gone} values were redacted" if gone else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)))
