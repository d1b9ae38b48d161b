"""Prints frames as Spark does."""

import math

from pyspark.sql import types as T

_NAMES = {"bigint": "long", "int": "integer", "smallint": "short", "tinyint": "byte"}


def double_text(value):
    """A double as Java writes it: 100.0, 4.0E-4, 1.234E10."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    size = abs(value)
    if size == 0 or 1e-3 <= size < 1e7:
        text = format(value, "f") if "e" in repr(value) else repr(value)
        return text if "." in text else text + ".0"
    exponent = format(value, ".17e").split("e")[1]
    shortest = repr(value)
    mantissa = shortest.split("e")[0].lstrip("-").replace(".", "").strip("0") or "0"
    return "%s%s.%sE%d" % (
        "-" if value < 0 else "",
        mantissa[0],
        mantissa[1:] or "0",
        int(exponent),
    )


def value_text(value, kind, inner=False):
    """A value as `show` prints it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return double_text(value)
    if isinstance(kind, T.ArrayType):
        return "[%s]" % ", ".join(value_text(item, kind.elementType, True) for item in value)
    if isinstance(kind, T.StructType):
        return "{%s}" % ", ".join(
            value_text(v, f.dataType, True) for v, f in zip(value, kind.fields)
        )
    if isinstance(kind, T.MapType):
        pairs = (
            "%s -> %s"
            % (value_text(key, kind.keyType, True), value_text(item, kind.valueType, True))
            for key, item in value.items()
        )
        return "{%s}" % ", ".join(pairs)
    if isinstance(kind, T.BinaryType):
        return "[%s]" % " ".join("%02X" % byte for byte in value)
    if isinstance(kind, (T.TimestampType, T.TimestampNTZType)):
        text = value.isoformat(" ")
        return text.rstrip("0") if "." in text else text
    return str(value)


def table_text(names, kinds, rows, more, width, vertical=False):
    """
    The table that `show` prints; `width` 0 does not cut, else cells are cut to that many
    characters.
    """
    cells = [[_cut(_escaped(value_text(v, k)), width) for v, k in zip(row, kinds)] for row in rows]
    heads = list(names)
    count = len(rows)
    note = "only showing top %d row%s\n" % (count, "" if count == 1 else "s") if more else ""
    if vertical:
        return _vertical(heads, cells) + note + ("" if rows else "(0 rows)\n")
    widths = [max(3, *(len(row[i]) for row in [heads, *cells])) for i in range(len(heads))]
    rule = "+%s+\n" % "+".join("-" * w for w in widths)
    place = str.ljust if width == 0 else str.rjust
    lines = [
        "|%s|\n" % "|".join(place(c, w) for c, w in zip(row, widths)) for row in [heads, *cells]
    ]
    return rule + lines[0] + rule + "".join(lines[1:]) + rule + note


def _vertical(heads, cells):
    left = max([3, *(len(head) for head in heads)])
    right = max([3, *(len(cell) for row in cells for cell in row)])
    text = ""
    for number, row in enumerate(cells):
        title = "-RECORD %d" % number
        text += title.ljust(left + right + 5, "-") + "\n"
        for head, cell in zip(heads, row):
            text += " %s | %s \n" % (head.ljust(left), cell.ljust(right))
    return text


def _escaped(text):
    for found, shown in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(found, shown)
    return text


def _cut(text, width):
    if width == 0 or len(text) <= width:
        return text
    return text[:width] if width < 4 else text[: width - 3] + "..."


def tree_text(schema):
    """What printSchema prints."""
    return "root\n" + _fields(schema, " |")


def _fields(schema, prefix):
    text = ""
    for field in schema.fields:
        text += "%s-- %s: %s (nullable = %s)\n" % (
            prefix,
            field.name,
            _name(field.dataType),
            str(field.nullable).lower(),
        )
        text += _inside(field.dataType, prefix + "    |")
    return text


def _name(kind):
    if isinstance(kind, (T.ArrayType, T.MapType, T.StructType)):
        return kind.simpleString().split("<")[0]
    name = kind.simpleString()
    return _NAMES.get(name, name)


def _inside(kind, prefix):
    if isinstance(kind, T.StructType):
        return _fields(kind, prefix)
    parts = []
    if isinstance(kind, T.ArrayType):
        parts = [("element", kind.elementType, "containsNull", kind.containsNull)]
    if isinstance(kind, T.MapType):
        parts = [
            ("key", kind.keyType, None, None),
            ("value", kind.valueType, "valueContainsNull", kind.valueContainsNull),
        ]
    text = ""
    for label, inner, flag, yes in parts:
        note = " (%s = %s)" % (flag, str(yes).lower()) if flag else ""
        text += "%s-- %s: %s%s\n" % (prefix, label, _name(inner), note)
        text += _inside(inner, prefix + "    |")
    return text
