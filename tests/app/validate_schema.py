#!/usr/bin/python3
"""Checks JSON files against a JSON Schema: validate_schema.py SCHEMA FILE...

Prints one line for each fault: file, JSON path, what is wrong. Exit status 1 if there is any.
Needs Debian's python3-jsonschema.
"""

import json
import sys
from pathlib import Path

import jsonschema


def faults(validator, file):
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"{file}: no JSON: {error}"]
    errors = sorted(validator.iter_errors(value), key=lambda error: list(map(str, error.path)))
    return [f"{file}: {error.json_path}: {error.message[:200]}" for error in errors]


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    schema = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found = [fault for name in arguments[1:] for fault in faults(validator, Path(name))]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
