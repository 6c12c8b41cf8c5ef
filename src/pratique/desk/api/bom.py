"""The upload of a bill of materials that clients of Dependency-Track make: PUT or POST, then a token to be asked.

Rule: the same call works unchanged; the project is the dossier of that title. A dossier that is new and says neither
act nor market (by tags `act:sale`, `into:US`) is refused at once, not after it said "uploaded".
"""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Iterable

import msgspec
from django.http import HttpRequest

from pratique.desk import jobs
from pratique.desk.api.endpoints import MOST_JSON, Caller, Endpoint, body_of
from pratique.desk.api.problems import Stop
from pratique.desk.models import Dossier, Job
from pratique.desk.plain import whole
from pratique.desk.uploads import SMALL, begin_change, begin_new
from pratique.desk.work import KINDS
from pratique.files.clock import today

BILL, BILL_XML = "bom.cdx.json", "bom.cdx.xml"
TAGS = ("act", "into", "role", "date", "model_year")
"""What a tag of a project may say, as `into:US`."""


class Tag(msgspec.Struct):
    """A tag of a project."""

    name: str


class BomUpload(msgspec.Struct, rename="camel"):
    """The JSON of `PUT /api/v1/bom`: the project by its id, or by name and version; the bill as base64."""

    bom: str
    project: str | None = None
    project_name: str | None = None
    project_version: str | None = None
    project_tags: tuple[Tag, ...] | None = None
    auto_create: bool = False


class BomToken(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What to ask for: `GET /api/v1/bom/token/{token}`; the id of the project once there is one."""

    token: str
    project_uuid: str | None = None


class BomState(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether the upload is still worked on; where it failed, why."""

    processing: bool
    failed: str = ""
    dossier: int | None = None


def put(request: HttpRequest, caller: Caller, asked: BomUpload) -> BomToken:
    """Upload as JSON."""
    try:
        data = base64.b64decode(asked.bom, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Stop(422, "The bill is no base64.") from error
    return _uploaded(caller, asked, data)


def post(request: HttpRequest, caller: Caller) -> BomToken:
    """Upload as a form with the file `bom`; JSON is taken here too."""
    if request.content_type == "application/json":
        asked = body_of(request, BomUpload)
        assert isinstance(asked, BomUpload)
        return put(request, caller, asked)
    if request.content_type != "multipart/form-data":
        raise Stop(415, "Send multipart/form-data or application/json.")
    file, said = request.FILES.get("bom"), request.POST
    text = said.get("bom", "").encode()
    if file is None and not text:
        raise Stop(400, "The form has no `bom`.")
    if file is not None and (file.size or 0) > MOST_JSON:
        raise Stop(413, f"The bill is larger than {MOST_JSON} bytes.")
    asked = BomUpload(
        bom="",
        project=said.get("project"),
        project_name=said.get("projectName"),
        project_version=said.get("projectVersion"),
        auto_create=said.get("autoCreate", "").lower() == "true",
        project_tags=tuple(Tag(each) for each in said.get("projectTags", "").split(",") if each),
    )
    return _uploaded(caller, asked, file.read() if file is not None else text)


def _uploaded(caller: Caller, asked: BomUpload, data: bytes) -> BomToken:
    dossier, here = _project(caller, asked), len(data) <= SMALL
    if dossier is not None:
        job, made = begin_change(dossier, {_bill_of(dossier, data): data}, caller.name, here)
    else:
        if not asked.auto_create:
            raise Stop(404, "There is no project of that name; let it be made by autoCreate.")
        title = " ".join(each for each in (asked.project_name, asked.project_version) if each)
        name = BILL_XML if _is_xml(data) else BILL
        files = {name: data, "dossier.json": _question(title, name, asked.project_tags or ())}
        job, made = begin_new(caller.workspace, files, main="dossier.json", title=title, by_name=caller.name)
    if here:
        jobs.do_here(job, KINDS, made)
    job.refresh_from_db()
    return BomToken(
        str(uuid.UUID(job.key[:32])), None if job.dossier_id is None else str(uuid.UUID(int=job.dossier_id))
    )


def _is_xml(data: bytes) -> bool:
    """Whether a bill is the format's XML: what is sent has no name that says so."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _bill_of(dossier: Dossier, data: bytes) -> str:
    """The file that a new bill takes the place of: the one that is no question. Raises Stop for the other format."""
    names = [each.name for each in dossier.files.order_by("name") if each.name != dossier.main]
    wanted, other = (".xml", ".json") if _is_xml(data) else (".json", ".xml")
    found = next((name for name in names if name.lower().endswith(wanted)), None)
    if found is None and any(name.lower().endswith(other) for name in names):
        raise Stop(422, f"The project holds its bill as {other[1:]}; send it as that, or make another project.")
    return found or (BILL_XML if _is_xml(data) else BILL)


def _project(caller: Caller, asked: BomUpload) -> Dossier | None:
    mine = Dossier.objects.filter(workspace=caller.workspace, archived=None).order_by("-id")
    if asked.project:
        number = asked.project.strip()
        if number.replace("-", "").startswith("0" * 20) and len(number) == 36:
            number = str(uuid.UUID(number).int)
        found = mine.filter(pk=whole(number) or 0).first()
        if found is None:
            raise Stop(404, "There is no project of that id.")
        return found
    if not asked.project_name:
        raise Stop(422, "Name the project: `project`, or `projectName` with `projectVersion`.")
    return mine.filter(title=" ".join(each for each in (asked.project_name, asked.project_version) if each)).first()


def _question(title: str, bill: str, tags: Iterable[Tag]) -> bytes:
    said = {key: value for tag in tags for key, _, value in [tag.name.partition(":")] if key in TAGS and value}
    if not {"act", "into"} <= set(said):
        raise Stop(
            422, "A new project says by tags what is done and where to: act:sale, into:US (role, date, model_year)."
        )
    vehicle: dict[str, object] = {"id": "vehicle", "boms": [bill]}
    if (year := whole(said.get("model_year", ""))) is not None:
        vehicle["model_year"] = year
    act = {"id": "act", "act": said["act"], "into": said["into"], "date": said.get("date", today().isoformat())}
    act |= {"vehicle": "vehicle"} | ({"role": said["role"]} if "role" in said else {})
    return msgspec.json.encode({"title": title, "vehicles": [vehicle], "transactions": [act]})


def state(request: HttpRequest, caller: Caller, token: uuid.UUID) -> BomState:
    """Whether an upload is still worked on."""
    found = Job.objects.filter(workspace=caller.workspace, key__startswith=token.hex).first()
    if found is None:
        raise Stop(404, "There is no upload of that token.")
    result = found.result or {}
    told = [str(result.get("says", "")), *(str(each) for each in result.get("findings", []))]
    failed = " ".join(told) if found.state == "failed" else ""
    return BomState(found.state in ("waiting", "running"), failed, found.dossier.pk if found.dossier else None)


ENDPOINTS = (
    Endpoint("PUT", "bom", put, "Upload a bill of materials (JSON, base64).", "work", BomUpload, BomToken),
    Endpoint(
        "POST", "bom", post, "Upload a bill of materials (form).", "work", gives=BomToken, body="multipart/form-data"
    ),
    Endpoint("GET", "bom/token/<uuid:token>", state, "Whether an upload is still worked on.", gives=BomState),
    Endpoint("GET", "event/token/<uuid:token>", state, "The same, as newer clients ask.", gives=BomState),
)
"""The calls that clients of Dependency-Track make."""
