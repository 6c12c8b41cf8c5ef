"""What can be wrong with an input, said so that a person can mend it.

Rule: a reader collects every finding and goes on; it never stops at the first and never drops a record
without a finding. Whoever needs the input whole calls `refuse`, which raises `InvalidInput` with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from typing import Literal

from pratique.value_class import dataclass

Severity = Literal["error", "warning", "note"]

EXIT_CLEAR = 0
"""Worst outcome is no worse than `authorized`."""
EXIT_BARRED = 1
"""Best outcome is `licence required` or `prohibited`."""
EXIT_USAGE = 2
"""The command line itself is wrong."""
EXIT_UNDETERMINED = 3
"""The range of outcomes lies on both sides."""
EXIT_INVALID = 4
"""The input cannot be read, or says something impossible."""
EXIT_INTERNAL = 5
"""A defect of the program."""


LONGEST_MESSAGE = 2_000
"""Characters of a message that are kept, of the words of a stranger that it holds with it."""
LONGEST_POINTER = 500
"""Characters of a pointer that are kept."""


def bounded(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """A text as long as anybody reads: of a longer one its beginning, how much is left out, and its end.

    >>> bounded("x" * 40, 10)
    'xxxxx [30 characters left out] xxxxx'
    """
    left = len(text) - longest
    if left <= 0:
        return text
    half = longest // 2
    return f"{text[:half]} [{left:,} characters left out] {text[-half:]}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an input something stands.

    `pointer` is a JSON pointer, an XML path, a TOML key path or `Sheet!B7`; `line` and `column` count from 1;
    `offset` counts bytes from 0. Whatever is not known stays None.
    """

    file: str
    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    offset: int | None = None

    def __str__(self) -> str:
        text = self.file
        if self.line is not None:
            text += f":{self.line}"
            if self.column is not None:
                text += f":{self.column}"
        if self.pointer:
            text += f" {self.pointer}"
        elif self.line is None and self.offset is not None:
            text += f" byte {self.offset}"
        return text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in an input.

    `code` is stable and dotted (`cyclonedx.component.type`), `message` a sentence that holds the value,
    `next_step` a sentence that says what to do. An `error` makes the input unusable where the whole is needed;
    a `warning` is kept in the answer; a `note` is information.
    Invariant: no finding is longer than anybody reads, however long the value is that it is about.
    """

    code: str
    message: str
    place: Place
    next_step: str = ""
    severity: Severity = "error"
    value: str | None = None

    def __post_init__(self) -> None:
        if len(self.message) > LONGEST_MESSAGE:
            object.__setattr__(self, "message", bounded(self.message))
        if len(self.next_step) > LONGEST_MESSAGE:
            object.__setattr__(self, "next_step", bounded(self.next_step))
        if self.value is not None and len(self.value) > 120:
            object.__setattr__(self, "value", self.value[:117] + "...")
        pointer = self.place.pointer
        if pointer is not None and len(pointer) > LONGEST_POINTER:
            object.__setattr__(self, "place", replace(self.place, pointer=bounded(pointer, LONGEST_POINTER)))

    def __str__(self) -> str:
        tail = f" {self.next_step}" if self.next_step else ""
        return f"{self.place}: {self.severity}: {self.message}{tail} [{self.code}]"

    def to_dict(self) -> dict[str, str | None]:
        """The same as JSON values."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "next_step": self.next_step,
            "place": str(self.place),
            "value": self.value,
        }


class PratiqueError(Exception):
    """Base of every error that this program raises on purpose."""

    exit_status: int = EXIT_INTERNAL


class InvalidInput(PratiqueError):
    """An input is unusable; `findings` holds every reason at once. Exit status 4.

    >>> try:
    ...     pratique.check("none.toml")
    ... except pratique.InvalidInput as refused:
    ...     [each.code for each in refused.findings]
    ['file.missing']
    """

    exit_status = EXIT_INVALID

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UsageError(PratiqueError):
    """The question itself is malformed (an unknown name, an impossible combination). Exit status 2.

    >>> try:
    ...     pratique.look_up("15 CFR 999")
    ... except pratique.UsageError as refused:
    ...     refused.exit_status
    2
    """

    exit_status = EXIT_USAGE

    def __init__(self, message: str) -> None:
        super().__init__(bounded(message))


EXTRAS = {
    "argon2": "desk",
    "authlib": "sso",
    "cryptography": "sign",
    "django": "desk",
    "docx": "office",
    "granian": "desk",
    "lxml": "read",
    "lxml_html_clean": "read",
    "mcp": "mcp",
    "openpyxl": "office",
    "polars": "columns",
    "pyarrow": "columns",
    "psycopg": "postgres",
    "python_calamine": "office",
    "requests": "sso",
    "scipy": "graph",
    "sqlglot": "sql",
    "trafilatura": "read",
    "weasyprint": "pdf",
    "whitenoise": "desk",
    "yaml": "yaml",
    "z3": "prove",
}
"""Module -> the extra of this package that installs it."""


def missing_extra(error: ImportError) -> UsageError | None:
    """What to install where a module of an extra is not there, as a UsageError; None for any other import."""
    module = (error.name or "").partition(".")[0]
    if module not in EXTRAS:
        return None
    extra = EXTRAS[module]
    return UsageError(f'This needs {module}, which is not installed: pip install "pratique[{extra}]".')


@contextmanager
def named_extras() -> Iterator[None]:
    """A block (or, as a decorator, a function) in which an import of an extra that is not there raises UsageError.

    >>> with named_extras():
    ...     import z3
    """
    try:
        yield
    except ImportError as error:
        raise missing_extra(error) or error from error


MOST_ERRORS = 50_000
"""Most errors of one input that are collected, values of another kind than their names say counted with them."""


@dataclass(slots=True)
class Findings:
    """A collector of findings that readers pass along; order of discovery is kept."""

    items: list[Finding] = field(default_factory=list)
    wrong: int = 0
    """How many of them are errors."""
    misread: int = 0
    """Values of another kind than their names say that were left out: one is a slip, many are no such file."""

    def add(
        self,
        code: str,
        message: str,
        place: Place,
        next_step: str = "",
        severity: Severity = "error",
        value: str | None = None,
    ) -> None:
        """Keep one finding.

        Raises `InvalidInput` with all of them once there are more than `MOST_ERRORS` errors: the file is not what its
        reader takes it for, and a longer list helps nobody.
        """
        self._keep(Finding(code, message, place, next_step, severity, value))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep what another reader found; raises as `add` does."""
        for each in findings:
            self._keep(each)

    def _keep(self, found: Finding) -> None:
        self.items.append(found)
        self.wrong += found.severity == "error"
        if self.wrong + self.misread > MOST_ERRORS:
            said = f"There are more than {MOST_ERRORS:,} errors, and reading stopped here."
            step = "Mend the first of them; if the rest is like them, this is another format than its ending says."
            raise InvalidInput([*self.items, Finding("findings.many", said, found.place, step)])

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.items if f.severity == "error")

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def refuse(self) -> None:
        """Raise `InvalidInput` with all findings if any of them is an error."""
        if self.errors:
            raise InvalidInput(self.items)
