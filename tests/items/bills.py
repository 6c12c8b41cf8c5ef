"""Small bills to take apart."""

from __future__ import annotations

import json
from typing import Any

from pratique.items.bill import Bill
from pratique.items.lines import Line
from pratique.items.readers import read_bill


def document(*components: Any, **fields: Any) -> dict[str, Any]:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": list(components), **fields}


def component(
    *properties: tuple[str, str], type: str = "device", name: str = "unit", **fields: Any
) -> dict[str, Any]:
    made: dict[str, Any] = {"type": type, "name": name, **fields}
    if properties:
        made["properties"] = [{"name": f"pratique:{n}", "value": v} for n, v in properties]
    return made


def read(*components: Any, **fields: Any) -> Bill:
    return read_bill(json.dumps(document(*components, **fields)).encode(), name="bom.json")


def line(*properties: tuple[str, str], **fields: Any) -> Line:
    """The only line of a bill with one component."""
    return read(component(*properties, **fields)).lines[0]


def codes(bill: Bill) -> list[str]:
    return [finding.code for finding in bill.findings]
