"""The page of the checks, `docs/reference/checks.md`, made from the checks themselves.

python -m toponyms.validation.reference docs/reference/checks.md
"""

from __future__ import annotations

from toponyms.validation.checks import SUBJECTS, every
from toponyms.validation.facts import table
from toponyms.validation.model import NEEDS

HEAD = """\
# Checks

What `toponyms validate` looks for. A code keeps its meaning for ever. Errors that are not waived make a validation
fail; warnings do so with `--strict`; notes never. `checks.toml` may give a check another severity, other limits, or
leave it out: [how to validate](../howto/validate.md).

This page is made by `python -m toponyms.validation.reference docs/reference/checks.md`.
"""


def page() -> str:
    """The page in Markdown.

    >>> "TP202" in page()
    True
    """
    out = [HEAD]
    for digit, subject in SUBJECTS.items():
        checks = [check for check in every() if check.code[2] == digit]
        out += [
            f"## {subject[0].upper()}{subject[1:]}",
            "",
            "| code | name | severity | what | why |",
            "|---|---|---|---|---|",
        ]
        for check in checks:
            needs = f" Needs {NEEDS[check.needs]}." if check.needs else ""
            out.append(f"| {check.code} | {check.name} | {check.severity} | {check.reason} | {check.why}{needs} |")
        out.append("")
    out += ["## Limits", "", "Thresholds that `checks.toml` may change under `[limits]`.", ""]
    out += ["| limit | value | reason |", "|---|---|---|"]
    out += [f"| `{name}` | {row['value']:g} | {row['reason']} |" for name, row in table("limits").items()]
    return "\n".join(out) + "\n"


def main(arguments: list[str]) -> None:
    """Write the page to the path given, else to standard output."""
    import sys

    if arguments:
        with open(arguments[0], "w", encoding="utf-8", newline="\n") as file:
            file.write(page())
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
