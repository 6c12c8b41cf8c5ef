"""The packs that a dossier makes: a declaration, an application, customers' workbooks filled in.

Rule: a pack is made by the use case that the command calls, of the dossier as it is; nothing is added to it. A pack
that is no draft leaves a record with its hash.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pratique.desk import staged
from pratique.desk.blobs import keep
from pratique.desk.decisions import options_of
from pratique.desk.folders import content_of, laid_out
from pratique.desk.jobs import Lease, Refused, finishing
from pratique.desk.ledger import append
from pratique.desk.models import Job
from pratique.desk.plain import Plain
from pratique.desk.worked import dossier_as_decided, paper_of
from pratique.files import write_whole
from pratique.usecases.answer.beside import short

PACK, ATTEST = "pack", "attest"
_OLDEST = (1980, 1, 1, 0, 0, 0)


def pack_job(held: Lease) -> Plain:
    """The pack of a paper as a zip. Raises Refused with what stands in its way."""
    from pratique.reports.declaration import pack

    dossier, given = dossier_as_decided(held), held.job.given
    content = content_of(dossier)
    held.tell(0, 2, "making the pack")
    with laid_out(content) as main:
        made = paper_of(main, options_of(content), given["paper"], given["draft"])
        if made.refused and not given["draft"]:
            raise Refused(f"The pack is refused: {' '.join(made.refused)}")
        data = zipped({name: _bytes(each) for name, each in pack(made).items()})
    name = f"{given['paper']}-{dossier.pk}{'-draft' if given['draft'] else ''}.zip"
    return _kept(held, name, data, "" if given["draft"] else given["paper"])


def attest_job(held: Lease) -> Plain:
    """Customers' workbooks with what the dossier lets its supplier state, and what stays open, as a zip."""
    from pratique.reports.attested import attested_lines
    from pratique.reports.attested import pack as attested_pack
    from pratique.usecases.papers.attest import attest

    dossier, given = dossier_as_decided(held), held.job.given
    content = content_of(dossier)
    held.tell(0, 2, "filling the workbooks")
    with laid_out(content) as main:
        brought = main.parent / "customers"
        brought.mkdir(mode=0o700)
        for name, data in staged.taken(given["files"]).items():
            write_whole(brought / name, data)
        asked = [str(brought / name) for name in sorted(given["files"])]
        made = attest(main, asked, by=given.get("by") or None, **options_of(content))
        lines = [short(each, brought) for each in attested_lines(made)]
        data = zipped({name: _bytes(each) for name, each in attested_pack(made).items()})
    return _kept(held, f"attested-{dossier.pk}.zip", data, ATTEST, lines=lines, whole=made.is_whole)


def _kept(held: Lease, name: str, data: bytes, paper: str, **told: object) -> Plain:
    held.tell(1, 2, "storing")
    job = held.job
    with finishing(held) as result:
        blob = keep(data)
        Job.objects.filter(pk=job.pk).update(blob=blob, done=2, of=2)
        if paper:
            about = {"paper": paper, "pack": blob.sha256, "decision": job.given["decision"]}
            append(job.workspace, "papers", who=job.by_name, about=about, dossier=job.dossier)
        result |= {"file": name, "size": len(data), "sha256": blob.sha256, **told}
    return result


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as an archive that is the same whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(Path(each).as_posix(), _OLDEST), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
