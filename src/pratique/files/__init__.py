"""The one door in and out: reading and writing files that may be hostile.

Rule: sizes are bounded before anything is decoded, keys stand once, XML entities and DTDs are refused, encodings are
stated or detected and never guessed silently, an output file appears whole or not at all, and what a stranger wrote
leaves the program only through `outward`. Every reader of the program reads through this package.
"""

from pratique.files.documents import (
    MAX_DEPTH,
    decoded,
    json_syntax_finding,
    load_json,
    load_toml,
    load_xml,
    local_name,
    refuse_excess,
    repeated_keys,
    tables_of,
    whole_text,
    xml_entities,
    xml_syntax_finding,
)
from pratique.files.numbers import exact_number
from pratique.files.positioned import PositionedFile
from pratique.files.regular import (
    MAX_BYTES,
    check_utf8,
    contained,
    decode_text,
    is_called,
    read_bytes,
    read_head,
    refusal,
    wide_encoding,
    wide_refusal,
)
from pratique.files.tables import delimiter_of, read_records, read_table
from pratique.files.together import write_together
from pratique.files.writing import exclusive, scratch, unflushed, write_folder, write_parts, write_whole

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "PositionedFile",
    "check_utf8",
    "contained",
    "decode_text",
    "decoded",
    "delimiter_of",
    "exact_number",
    "exclusive",
    "is_called",
    "json_syntax_finding",
    "load_json",
    "load_toml",
    "load_xml",
    "local_name",
    "read_bytes",
    "read_head",
    "read_records",
    "read_table",
    "refusal",
    "refuse_excess",
    "repeated_keys",
    "scratch",
    "tables_of",
    "unflushed",
    "whole_text",
    "wide_encoding",
    "wide_refusal",
    "write_folder",
    "write_parts",
    "write_together",
    "write_whole",
    "xml_entities",
    "xml_syntax_finding",
]
