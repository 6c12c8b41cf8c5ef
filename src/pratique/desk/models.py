"""The tables of the desk.

Rule: what people said and what was decided is only ever appended to; nothing that a record tells of is deleted with
something else (PROTECT), and who did a thing stands as text beside the link to the person. Every row that belongs to
a workspace is asked for through it.
Invariant: one decision for one input of a dossier; one record after each record (two unique constraints), so that a
chain never forks.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from pratique.files.clock import now

LONGEST_NAME = 200
HASH = 64
ROLES = (("read", "read"), ("work", "work"), ("counsel", "counsel"), ("administer", "administer"))
LEAST_RETENTION = 10
"""Years for which nothing leaves a workspace, at the least (15 CFR 791.312)."""


class Persons(BaseUserManager["Person"]):
    """People by their log-in name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login=(username or "").casefold())


class Person(AbstractBaseUser):
    """Somebody who logs in."""

    login = models.CharField(max_length=LONGEST_NAME, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    mail = models.EmailField(blank=True)
    subject = models.CharField(
        max_length=500, unique=True, null=True, help_text="Issuer and subject of single sign-on, once it was used."
    )
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Persons()


class Workspace(models.Model):
    """What a team shares; nothing of one is seen in another."""

    name = models.CharField(max_length=LONGEST_NAME)
    retention_years = models.PositiveIntegerField(default=LEAST_RETENTION)
    apart = models.BooleanField(default=False, help_text="Who signs off must not be who uploads.")
    accepts = models.BooleanField(default=True, help_text="A supplier's answers wait until somebody accepts them.")
    legal_hold = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(retention_years__gte=LEAST_RETENTION), name="workspace_keeps_ten_years"
            )
        ]


class Membership(models.Model):
    """What a person may do in a workspace."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=ROLES)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("person", "workspace"), name="one_role_a_workspace")]


class Token(models.Model):
    """A credential without a person at the keyboard: of the API, or the one-time link of the first start."""

    sha256 = models.CharField(max_length=HASH, unique=True)
    purpose = models.CharField(max_length=12, default="api")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="tokens")
    workspace = models.ForeignKey(Workspace, models.PROTECT, null=True, related_name="tokens")
    scopes = models.CharField(max_length=LONGEST_NAME, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)


class Visit(models.Model):
    """A session of a person: since when, from where, with what; the session itself is the framework's row."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="visits")
    session = models.CharField(max_length=40, unique=True)
    began = models.DateTimeField(auto_now_add=True)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=LONGEST_NAME, blank=True)


class Bucket(models.Model):
    """How many tries a key has left, and when that was so."""

    key = models.CharField(max_length=LONGEST_NAME, primary_key=True)
    tokens = models.FloatField()
    at = models.DateTimeField()


class Blob(models.Model):
    """Bytes by their hash, gzipped; those of more than a mebibyte lie in the home, not in the row."""

    sha256 = models.CharField(max_length=HASH, primary_key=True)
    size = models.PositiveBigIntegerField()
    packed = models.BinaryField(null=True)
    stored = models.DateTimeField(default=now)
    gone_at = models.DateTimeField(null=True)
    gone_by = models.ForeignKey("Record", models.PROTECT, null=True, related_name="+")


class Staged(models.Model):
    """Bytes that were sent and are part of nothing yet: of an upload that is worked on, or was refused. They go."""

    sha256 = models.CharField(max_length=HASH, primary_key=True)
    size = models.PositiveBigIntegerField()
    packed = models.BinaryField(null=True)
    at = models.DateTimeField()


class Sent(models.Model):
    """A form that was sent, and what was answered, sealed under what was sent: `mark` is a hash of all of it."""

    mark = models.CharField(max_length=HASH, primary_key=True)
    by = models.CharField(max_length=32, help_text="Which of the requests that sent it did the act.")
    ended = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    where = models.CharField(max_length=2000, blank=True)
    kind = models.CharField(max_length=LONGEST_NAME, blank=True)
    sealed = models.BinaryField(null=True)


class Dossier(models.Model):
    """A question that is worked on. `revision` goes up with every file and every answer."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="dossiers")
    title = models.CharField(max_length=LONGEST_NAME)
    main = models.CharField(max_length=LONGEST_NAME, help_text="The file that asks.")
    revision = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    archived = models.DateTimeField(null=True)
    settings = models.JSONField(default=dict, help_text="Options of the decision: construe, presume, on, law_on.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=("workspace", "-changed"), name="dossier_latest")]


class DossierFile(models.Model):
    """A file of a dossier from a revision on; the newest of a name counts."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="files")
    revision = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    confidential = models.BooleanField(default=False)
    by_name = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("dossier", "name", "revision"), name="one_file_a_revision")
        ]


class Questionnaire(models.Model):
    """Questions that were sent to somebody, answered by a link."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="questionnaires")
    recipient = models.CharField(max_length=LONGEST_NAME)
    mail = models.EmailField(blank=True)
    lines = models.JSONField()
    answers = models.JSONField(default=dict, help_text="What was filled in and not sent yet, by line.")
    answered_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    token_sha256 = models.CharField(max_length=HASH, unique=True)
    sent = models.DateTimeField(auto_now_add=True)
    sent_by = models.CharField(max_length=LONGEST_NAME)
    expires = models.DateTimeField()
    state = models.CharField(max_length=12, default="sent", help_text="sent, opened, answered, revoked.")
    opened = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)


class Reply(models.Model):
    """An answer, or an answer taken back; appended, never changed. What waits does not count until it is accepted."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="replies")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, default="answer", help_text="answer, withdrawal")
    entry = models.JSONField()
    mark = models.CharField(max_length=32, db_index=True, help_text="Of the answer, or of the one taken back.")
    by_name = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(auto_now_add=True)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, null=True, related_name="replies")
    waits = models.BooleanField(default=False)
    accepted_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("dossier", "seq"), name="replies_in_one_order")]


class Decision(models.Model):
    """What was decided on one input: read by every page, made by none."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decisions")
    revision = models.PositiveIntegerField(help_text="Of the dossier that was decided on.")
    input_sha256 = models.CharField(max_length=HASH)
    answer = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    best = models.CharField(max_length=40)
    worst = models.CharField(max_length=40)
    settled_lines = models.PositiveIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    open_facts = models.PositiveIntegerField(default=0)
    act = models.CharField(max_length=60, blank=True)
    into = models.CharField(max_length=60, blank=True)
    day = models.CharField(max_length=40, blank=True)
    due = models.CharField(max_length=10, blank=True, help_text="The next day on which something is due.")
    next_question = models.JSONField(null=True)
    questions = models.JSONField(default=list)
    unread = models.JSONField(default=list, help_text="Deciding provisions whose text nobody read or signed off.")
    program = models.CharField(max_length=60)
    law_hash = models.CharField(max_length=HASH)
    book_hash = models.CharField(max_length=HASH, blank=True)
    known_on = models.CharField(max_length=10)
    at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=LONGEST_NAME)
    record = models.ForeignKey("Record", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("dossier", "input_sha256"), name="one_decision_an_input")
        ]
        indexes: ClassVar = [models.Index(fields=("dossier", "-id"), name="decision_latest")]


class Signoff(models.Model):
    """Counsel's word that a text was read and what is left open in it is to be read so."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="signoffs")
    cite = models.CharField(max_length=LONGEST_NAME)
    by_name = models.CharField(max_length=LONGEST_NAME)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    text_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    encoding_sha256 = models.CharField(max_length=HASH)
    constructions = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    withdrawn = models.DateTimeField(null=True)


class Judgement(models.Model):
    """What a person says of a hit on a list, with the reason."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="judgements")
    party = models.CharField(max_length=LONGEST_NAME)
    entry = models.CharField(max_length=LONGEST_NAME)
    says = models.CharField(max_length=12, help_text="same, different, open")
    reason = models.TextField()
    by_name = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(auto_now_add=True)
    seen = models.CharField(max_length=64, null=True, help_text="The mark of the entry's names, as they were.")


class Job(models.Model):
    """Work that takes long: one row a key, leased by one worker at a time, its result written once."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="jobs")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="jobs")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=LONGEST_NAME, unique=True)
    given = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting", help_text="waiting, running, done, failed")
    fence = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=LONGEST_NAME, blank=True)
    result = models.JSONField(null=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=LONGEST_NAME)


class Ledger(models.Model):
    """The head of a chain of records; the second chain of a workspace is its `audit`."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, null=True, related_name="ledgers")
    name = models.CharField(max_length=LONGEST_NAME, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=HASH)


class Record(models.Model):
    """One thing that happened, in canonical bytes, chained to the one before."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="records")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    body = models.BinaryField()
    prev = models.CharField(max_length=HASH)
    sha256 = models.CharField(max_length=HASH, unique=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="records")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("ledger", "seq"), name="one_record_a_number"),
            models.UniqueConstraint(fields=("ledger", "prev"), name="one_record_after_each"),
        ]


class Sealed(models.Model):
    """A value that a record holds only as a salted hash; deleting the row redacts it, and the chain still holds."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="sealed")
    pointer = models.CharField(max_length=LONGEST_NAME)
    salt = models.BinaryField()
    value = models.BinaryField()


class Checkpoint(models.Model):
    """The signed root of a ledger at a size, to be kept elsewhere."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="checkpoints")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=HASH)
    note = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    tsa_token = models.BinaryField(null=True)


class Hook(models.Model):
    """An address that is told when an answer of the workspace turned."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="hooks")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=HASH)
    events = models.CharField(max_length=LONGEST_NAME, default="decision.turned")
    made = models.DateTimeField(auto_now_add=True)
    stopped = models.DateTimeField(null=True)
    last_status = models.CharField(max_length=LONGEST_NAME, blank=True)
