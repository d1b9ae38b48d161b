"""Java's date patterns as strftime's."""

import re

from pyspark.errors import refused

_FIELDS = {
    "yyyy": "%Y",
    "y": "%Y",
    "yyy": "%Y",
    "yy": "%y",
    "MM": "%m",
    "M": "%-m",
    "MMM": "%b",
    "MMMM": "%B",
    "dd": "%d",
    "d": "%-d",
    "HH": "%H",
    "H": "%-H",
    "hh": "%I",
    "h": "%-I",
    "mm": "%M",
    "m": "%-M",
    "ss": "%S",
    "s": "%-S",
    "SSS": "%g",
    "SSSSSS": "%f",
    "a": "%p",
    "E": "%a",
    "EE": "%a",
    "EEE": "%a",
    "EEEE": "%A",
    "D": "%-j",
    "DDD": "%j",
}
_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|.", re.S)


def strftime_pattern(pattern, parsing=False):
    """A pattern such as yyyy-MM-dd for DuckDB; refuses by name letters that it does not have."""
    parts = []
    for match in _TOKEN.finditer(pattern):
        token = match.group(0)
        if match.group(1) is not None:
            parts.append((match.group(1).replace("''", "'") or "'").replace("%", "%%"))
        elif match.group(2) is None:
            parts.append("%%" if token == "%" else token)
        elif token in _FIELDS:
            found = _FIELDS[token]
            parts.append(found.replace("-", "") if parsing else found)
        else:
            raise refused("'%s' in a date pattern" % token)
    return "".join(parts)
