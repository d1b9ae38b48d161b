"""Functions of strings. Places count from 1."""

from _practice.define import BOOLEAN, INT, TEXT, call, expression, function, plain, value_or_column
from _practice.expressions import Call, Typed
from _practice.regex import java_regex, java_replacement
from _practice.sqltext import text as quoted
from _practice.strings import as_text
from pyspark.sql import types as T
from pyspark.sql.column import Column

__all__ = [
    "upper",
    "ucase",
    "lower",
    "lcase",
    "trim",
    "ltrim",
    "rtrim",
    "btrim",
    "length",
    "char_length",
    "character_length",
    "reverse",
    "initcap",
    "ascii",
    "base64",
    "unbase64",
    "concat",
    "concat_ws",
    "contains",
    "startswith",
    "endswith",
    "like",
    "rlike",
    "regexp",
    "regexp_like",
    "substring",
    "substr",
    "left",
    "right",
    "instr",
    "locate",
    "lpad",
    "rpad",
    "repeat",
    "split",
    "split_part",
    "regexp_replace",
    "regexp_extract",
    "regexp_extract_all",
    "regexp_count",
    "replace",
    "translate",
    "format_number",
    "format_string",
    "levenshtein",
    "char",
]


def _text(name, sql):
    return function(name, sql, [TEXT], TEXT)


upper, lower, ucase, lcase = (
    _text("upper", "upper({0})"),
    _text("lower", "lower({0})"),
    _text("ucase", "upper({0})"),
    _text("lcase", "lower({0})"),
)
trim, ltrim, rtrim = (
    _text("trim", "trim({0}, ' ')"),
    _text("ltrim", "ltrim({0}, ' ')"),
    _text("rtrim", "rtrim({0}, ' ')"),
)
btrim = _text("btrim", "trim({0}, ' ')")
initcap = _text("initcap", "spark_initcap({0})")
length = function("length", "length({0})", [TEXT], INT)
char_length = function("char_length", "length({0})", [TEXT], INT)
character_length = function("character_length", "length({0})", [TEXT], INT)
ascii = function("ascii", "CASE WHEN {0} = '' THEN 0 ELSE ord({0}) END", [TEXT], INT)
char = function("char", "chr({0} % 256)", [INT], TEXT)
chr = function("chr", "chr({0} % 256)", [INT], TEXT)
base64 = _text("base64", "to_base64(encode({0}))")
unbase64 = function("unbase64", "from_base64({0})", [TEXT], T.BinaryType())
contains = function("contains", "contains({0}, {1})", [TEXT, TEXT], BOOLEAN)
startswith = function("startswith", "starts_with({0}, {1})", [TEXT, TEXT], BOOLEAN)
endswith = function("endswith", "suffix({0}, {1})", [TEXT, TEXT], BOOLEAN)
like = function("LIKE", "({0} LIKE {1} ESCAPE '\\')", [TEXT, TEXT], BOOLEAN)
rlike = function("RLIKE", "regexp_matches({0}, {1})", [TEXT, TEXT], BOOLEAN)
regexp = function("REGEXP", "regexp_matches({0}, {1})", [TEXT, TEXT], BOOLEAN)
regexp_like = function("REGEXP_LIKE", "regexp_matches({0}, {1})", [TEXT, TEXT], BOOLEAN)
left = function("left", "left({0}, greatest({1}, 0))", [TEXT, INT], TEXT)
right = function("right", "right({0}, greatest({1}, 0))", [TEXT, INT], TEXT)
levenshtein = function("levenshtein", "CAST(levenshtein({0}, {1}) AS INTEGER)", [TEXT, TEXT], INT)


def reverse(col):
    """A string or an array back to front."""
    child = expression(col)

    def build(value):
        if isinstance(value.type, T.ArrayType):
            return Typed("list_reverse(%s)" % value.sql, value.type, value.nullable)
        return Typed("reverse(%s)" % as_text(value), TEXT, value.nullable)

    return Column(Call("reverse(%s)" % child.name, [child], build))


def concat(*cols):
    """Strings or arrays one behind the other; null when one of them is."""
    children = [expression(each) for each in cols]

    def build(*values):
        nullable = any(value.nullable for value in values)
        if values and isinstance(values[0].type, T.ArrayType):
            joined = " || ".join(value.sql for value in values)
            return Typed("(%s)" % joined, values[0].type, nullable)
        return Typed("(%s)" % " || ".join(map(as_text, values)) if values else "''", TEXT, nullable)

    return Column(Call("concat(%s)" % ", ".join(c.name for c in children), children, build))


def concat_ws(sep, *cols):
    """Strings and arrays of strings with `sep` between them; nulls are left out."""
    children = [value_or_column(plain(sep))] + [expression(each) for each in cols]

    def build(separator, *values):
        parts = [
            (
                "array_to_string(%s, %s)" % (v.sql, separator.sql)
                if isinstance(v.type, T.ArrayType)
                else as_text(v)
            )
            for v in values
        ]
        if not parts:
            return Typed("''", TEXT, False)
        return Typed("concat_ws(%s, %s)" % (separator.sql, ", ".join(parts)), TEXT, False)

    return Column(Call("concat_ws(%s)" % ", ".join(c.name for c in children), children, build))


def substring(str, pos, len):
    """`len` characters from place `pos`; a negative place counts from the end."""
    children = [expression(str), value_or_column(pos), value_or_column(len)]
    return call("substring", children, "spark_substring({0}, {1}, {2})", [TEXT, INT, INT], TEXT)


def substr(str, pos, len=None):
    """As `substring`; without a length, to the end."""
    return substring(str, pos, 2**31 - 1 if len is None else len)


def instr(str, substr):
    """The place of the first occurrence, 0 when there is none."""
    children = [expression(str), value_or_column(plain(substr))]
    return call("instr", children, "CAST(instr({0}, {1}) AS INTEGER)", [TEXT, TEXT], INT)


def locate(substr, str, pos=1):
    """As `instr`, from place `pos`."""
    children = [value_or_column(plain(substr)), expression(str), value_or_column(plain(pos))]
    sql = (
        "CASE WHEN instr(substr({1}, {2}), {0}) = 0 THEN 0 "
        "ELSE CAST(instr(substr({1}, {2}), {0}) + {2} - 1 AS INTEGER) END"
    )
    return call("locate", children, sql, [TEXT, TEXT, INT], INT)


def _padded(name):
    def apply(col, len, pad=" "):
        children = [expression(col), value_or_column(plain(len)), value_or_column(plain(pad))]
        return call(name, children, name + "({0}, {1}, {2})", [TEXT, INT, TEXT], TEXT)

    apply.__name__ = name
    return apply


lpad, rpad = _padded("lpad"), _padded("rpad")


def repeat(col, n):
    """The string `n` times."""
    return call(
        "repeat",
        [expression(col), value_or_column(plain(n))],
        "repeat({0}, {1})",
        [TEXT, INT],
        TEXT,
    )


def split(str, pattern, limit=-1):
    """An array of the parts between matches of a regular expression."""
    children = [expression(str), value_or_column(plain(pattern)), value_or_column(plain(limit))]
    wanted = plain(limit)
    listed = "regexp_split_to_array({0}, %s)" % quoted(java_regex(plain(pattern)))
    if wanted > 0:
        from pyspark.errors import refused

        raise refused("functions.split with a limit")
    return call("split", children, listed, [TEXT, TEXT, INT], T.ArrayType(TEXT, False))


def split_part(src, delimiter, partNum):
    """One of the parts between delimiters, counted from 1."""
    children = [expression(src), expression(delimiter), expression(partNum)]
    return call("split_part", children, "split_part({0}, {1}, {2})", [TEXT, TEXT, INT], TEXT)


def regexp_replace(string, pattern, replacement):
    """Every match replaced; $1 is the first group."""
    found, put = java_regex(plain(pattern)), java_replacement(plain(replacement))
    children = [
        expression(string),
        value_or_column(plain(pattern)),
        value_or_column(plain(replacement)),
        value_or_column(1),
    ]
    sql = "regexp_replace({0}, %s, %s, 'g')" % (
        quoted(found).replace("{", "{{").replace("}", "}}"),
        quoted(put).replace("{", "{{").replace("}", "}}"),
    )
    return call("regexp_replace", children, sql, [TEXT, TEXT, TEXT, INT], TEXT)


def regexp_extract(str, pattern, idx):
    """Group `idx` of the first match; empty when there is none."""
    children = [expression(str), value_or_column(plain(pattern)), value_or_column(plain(idx))]
    found = quoted(java_regex(plain(pattern))).replace("{", "{{").replace("}", "}}")
    return call(
        "regexp_extract",
        children,
        "regexp_extract({0}, %s, %d)" % (found, plain(idx)),
        [TEXT, TEXT, INT],
        TEXT,
    )


def regexp_extract_all(str, regexp, idx=1):
    """Group `idx` of every match."""
    children = [expression(str), value_or_column(plain(regexp)), value_or_column(plain(idx))]
    sql = "regexp_extract_all({0}, {1}, %d)" % plain(idx)
    return call("regexp_extract_all", children, sql, [TEXT, TEXT, INT], T.ArrayType(TEXT))


def regexp_count(str, regexp):
    """How many matches there are."""
    sql = "CAST(len(regexp_extract_all({0}, {1})) AS INTEGER)"
    return call("regexp_count", [expression(str), expression(regexp)], sql, [TEXT, TEXT], INT)


def replace(src, search, replace=None):
    """Every occurrence of a string replaced by another, or removed."""
    children = [expression(src), expression(search)]
    children.append(value_or_column("") if replace is None else expression(replace))
    return call("replace", children, "replace({0}, {1}, {2})", [TEXT] * 3, TEXT)


def translate(srcCol, matching, replace):
    """Each character of `matching` becomes the one at its place in `replace`."""
    children = [
        expression(srcCol),
        value_or_column(plain(matching)),
        value_or_column(plain(replace)),
    ]
    return call("translate", children, "translate({0}, {1}, {2})", [TEXT] * 3, TEXT)


def format_number(col, d):
    """With commas between thousands and `d` digits behind the point."""
    children = [expression(col), value_or_column(plain(d))]
    sql = "format('{{:,.%df}}', round_even(CAST({0} AS DOUBLE), %d))" % (plain(d), plain(d))
    return call("format_number", children, sql, [None, INT], TEXT)


def format_string(format, *cols):
    """As Java's String.format, of %s, %d and %f with widths."""
    children = [value_or_column(plain(format))] + [expression(each) for each in cols]
    places = ", ".join("{%d}" % at for at in range(len(children)))
    return call("format_string", children, "printf(%s)" % places, [None] * len(children), TEXT)
