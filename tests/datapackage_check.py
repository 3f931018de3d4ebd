#!/usr/bin/env python3
"""What the specification of Tabular Data Packages (version 1) asks for, checked on a folder.

    python3 tests/datapackage_check.py FOLDER

https://specs.frictionlessdata.io: the descriptor (profiles, names, paths, encodings, dialect,
schema, keys), and every row against it: types, missing values, constraints, unique primary keys,
foreign keys. Prints what is wrong and ends with 1. No validator is in Debian; this is the part of
one that our packages need.
"""

import csv
import hashlib
import json
import re
import sys
from datetime import datetime
from pathlib import Path

import jsonschema

NAME = r"^[a-z0-9._/-]+$"
CONSTRAINTS = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "required": {"type": "boolean"},
        "unique": {"type": "boolean"},
        "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
        "pattern": {"type": "string"},
        "minimum": {"type": ["number", "string"]},
        "maximum": {"type": ["number", "string"]},
    },
}
FIELD = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "type": {"enum": ["string", "number", "integer", "boolean", "object", "array", "date",
                          "time", "datetime", "year", "yearmonth", "duration", "geopoint",
                          "geojson", "any"]},
        "format": {"type": "string"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "constraints": CONSTRAINTS,
    },
}
KEY = {"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1}
SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "primaryKey": KEY,
        "foreignKeys": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["fields", "reference"],
                "properties": {
                    "fields": KEY,
                    "reference": {"type": "object", "required": ["resource", "fields"],
                                  "properties": {"resource": {"type": "string"}, "fields": KEY}},
                },
            },
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["profile", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"type": "string", "pattern": NAME},
        "title": {"type": "string"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema"],
                "properties": {
                    "name": {"type": "string", "pattern": NAME},
                    "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.)[^:]+$"},
                    "profile": {"const": "tabular-data-resource"},
                    "encoding": {"type": "string"},
                    "format": {"type": "string"},
                    "mediatype": {"type": "string", "pattern": r"^.+/.+$"},
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": r"^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32})$"},
                    "dialect": {"type": "object"},
                    "schema": SCHEMA,
                },
            },
        },
    },
}


def as_list(value):
    return [value] if isinstance(value, str) else value


def typed(text, field):
    """The value of a cell that is not missing. ValueError where it is none of the type."""
    kind = field.get("type", "string")
    if kind == "integer":
        if not re.fullmatch(r"[+-]?\d+", text):
            raise ValueError("no integer")
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "boolean":
        if text in ("true", "True", "TRUE", "1"):
            return True
        if text in ("false", "False", "FALSE", "0"):
            return False
        raise ValueError("no boolean")
    if kind == "datetime":
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    return text


def cell_problem(text, value, field):
    rules = field.get("constraints", {})
    if value is None:
        return "is missing" if rules.get("required") else None
    if "enum" in rules and value not in rules["enum"]:
        return f"is none of {rules['enum']}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        return f"does not match {rules['pattern']}"
    if "minimum" in rules and value < rules["minimum"]:
        return f"is below {rules['minimum']}"
    return None


def read_resource(folder, resource, problems):
    """Rows as {field name: value}; None for a missing value."""
    path = folder / resource["path"]
    data = path.read_bytes()
    name = resource["name"]
    if len(data) != resource.get("bytes", len(data)):
        problems.append(f"{name}: not of the stated length")
    algorithm, _, digest = resource.get("hash", "").rpartition(":")
    if digest and hashlib.new(algorithm or "md5", data).hexdigest() != digest:
        problems.append(f"{name}: another hash than stated")
    dialect = resource.get("dialect", {})
    schema = resource["schema"]
    fields = schema["fields"]
    missing = schema.get("missingValues", [""])
    rows = []
    csv.field_size_limit(1 << 30)
    with open(path, encoding=resource.get("encoding", "utf-8"), newline="") as stream:
        reader = csv.reader(stream, strict=True, delimiter=dialect.get("delimiter", ","),
                            quotechar=dialect.get("quoteChar", '"'),
                            doublequote=dialect.get("doubleQuote", True))
        header = next(reader, None)
        if header != [field["name"] for field in fields]:
            problems.append(f"{name}: the header is not the list of fields")
            return rows
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(fields):
                problems.append(f"{name}: row {number} has {len(cells)} cells")
                continue
            row = {}
            for text, field in zip(cells, fields):
                try:
                    value = None if text in missing else typed(text, field)
                except ValueError as error:
                    problems.append(f"{name}: row {number}, {field['name']}: {error}: {text[:40]}")
                    continue
                problem = cell_problem(text, value, field)
                if problem:
                    problems.append(f"{name}: row {number}, {field['name']} {problem}: {text[:40]}")
                row[field["name"]] = value
            rows.append(row)
    return rows


def check_package(folder):
    """All that is wrong with the package in a folder."""
    folder = Path(folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    problems = [f"datapackage.json: {error.json_path}: {error.message}"
                for error in jsonschema.Draft7Validator(PACKAGE).iter_errors(package)]
    if problems:
        return problems
    names = [resource["name"] for resource in package["resources"]]
    if len(set(names)) != len(names):
        problems.append("two resources have one name")
    tables = {resource["name"]: read_resource(folder, resource, problems)
              for resource in package["resources"]}
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        fields = {field["name"] for field in schema["fields"]}
        key = as_list(schema.get("primaryKey", []))
        if not set(key) <= fields:
            problems.append(f"{name}: the primary key names no field")
            continue
        keys = [tuple(row.get(part) for part in key) for row in tables[name]]
        if key and (len(set(keys)) != len(keys) or any(None in k for k in keys)):
            problems.append(f"{name}: primary keys are not unique or not complete")
        for foreign in schema.get("foreignKeys", []):
            there = foreign["reference"]["resource"] or name
            columns, targets = as_list(foreign["fields"]), as_list(foreign["reference"]["fields"])
            if there not in tables or len(columns) != len(targets) or not set(columns) <= fields:
                problems.append(f"{name}: a foreign key that cannot be")
                continue
            known = {tuple(row.get(part) for part in targets) for row in tables[there]}
            lost = [row for row in tables[name]
                    if tuple(row.get(part) for part in columns) not in known]
            if lost:
                problems.append(f"{name}: {len(lost)} rows refer to no row of {there}")
    return problems


if __name__ == "__main__":
    found = check_package(sys.argv[1])
    print("\n".join(found) or "the package is valid")
    sys.exit(1 if found else 0)
