"""An answer as a form sends it: what is wrong with it, and the entry that it becomes.

Rule: a value is read as the kind of its fact says; what is not known has a reason; a document makes an answer a
documented one and is kept by its hash.
"""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from pratique.desk.dossiers import add_reply, base_name, day_of_answers
from pratique.desk.models import Dossier, Reply
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes
from pratique.usecases.missing.ask import Question, entry_of, typed_answer
from pratique.usecases.uploads import REASONS
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What was entered."""

    value: str
    values: tuple[str, ...]
    source: str
    reason: str
    confidential: bool
    document: UploadedFile[bytes] | None

    @staticmethod
    def of(request: HttpRequest) -> AnswerForm:
        """What a request holds."""
        value, source, reason = (request.POST.get(each, "").strip() for each in ("value", "source", "reason"))
        file = request.FILES.get("document")
        return AnswerForm(
            value,
            tuple(request.POST.getlist("values")),
            source,
            reason,
            bool(request.POST.get("confidential")),
            file if isinstance(file, UploadedFile) else None,
        )

    @property
    def shown(self) -> Plain:
        """What the form is filled with when it is shown again."""
        return {
            "value": self.value,
            "values": list(self.values),
            "source": self.source,
            "reason": self.reason,
            "confidential": self.confidential,
        }

    @property
    def text(self) -> str:
        """The value, several with commas."""
        return self.value or ",".join(self.values)

    def mistakes(self) -> Mistakes:
        """What is missing."""
        errors = Mistakes()
        if self.value == "?":
            if self.reason not in REASONS:
                errors["reason"] = "Say why it is not known."
        elif not self.text:
            errors["value"] = "Choose or enter an answer, or say that you do not know."
        elif not self.source:
            errors["source"] = "Say what shows it: a document, a person, a register."
        return errors

    def entry(self, question: Question, by: str, day: date) -> tuple[Plain, dict[str, bytes]]:
        """The entry, and the document with its name. Raises UsageError for a value that does not fit."""
        raw: object = {"unknown": self.reason} if self.value == "?" else typed_answer(question, self.text)
        source = self.source or f"{by}, at the desk"
        basis = "documented" if self.document else "asserted"
        entry = entry_of(question, raw, source=source, by=by, on=day, basis=basis)
        if self.confidential:
            entry["confidential"] = True
        if self.document is None:
            return entry, {}
        entry["document"] = base_name(self.document.name or "")
        self.document.seek(0)
        return entry, {entry["document"]: self.document.read()}


def overtaken_by(
    dossier: Dossier, fact: str, entity: str | None, form: AnswerForm, by: str
) -> tuple[Reply | None, Reply | None]:
    """The answer that counts for a question that is not asked any more, and the late one, kept to be judged."""
    same = [
        each
        for each in dossier.replies.filter(kind="answer", waits=False).order_by("-seq")
        if each.entry.get("fact") == fact and each.entry.get("entity") == entity
    ]
    if not same:
        return None, None
    stated: object = {"yes": True, "no": False}.get(form.text, form.text)
    if form.value == "?":
        stated = {"unknown": form.reason if form.reason in REASONS else REASONS[0]}
    entry = {**{k: v for k, v in same[0].entry.items() if k in ("entity", "part", "fact")}, "value": stated}
    if same[0].entry.get("value") == stated and same[0].by_name == by:
        return same[0], None  # the same once more: there is nothing to judge
    entry |= {"source": form.source or by, "by": by, "asserted_on": day_of_answers(dossier).isoformat()}
    return same[0], add_reply(dossier, entry, by, waits=True)
