"""Java's regular expressions in the dialect of DuckDB (RE2)."""

import re

from pyspark.errors import refused

_LOOK = re.compile(r"\(\?(?:=|!|<=|<!|>)|[*+?}]\+|\\[1-9]")


def java_regex(pattern):
    """The same pattern for RE2; refuses by name what RE2 does not have."""
    found = _LOOK.search(pattern)
    if found:
        raise refused("'%s' in a regular expression" % found.group(0))
    return pattern.replace("(?<", "(?P<")


def java_replacement(text):
    """`$1` and `\\$` of a Java replacement in RE2's words."""
    parts = re.split(r"(\\.|\$\d)", text)
    return "".join(_replaced(part) for part in parts)


def _replaced(part):
    if len(part) == 2 and part[0] == "$":
        return "\\" + part[1]
    if len(part) == 2 and part[0] == "\\":
        return "\\\\" if part[1] == "\\" else part[1]
    return part.replace("\\", "\\\\")
