"""Reads type names: Spark's and Hive's DDL, and DuckDB's own."""

import re

from pyspark.errors import ParseException
from pyspark.sql import types as T

_SIMPLE = {
    "string": T.StringType,
    "varchar": T.StringType,
    "char": T.StringType,
    "text": T.StringType,
    "boolean": T.BooleanType,
    "bool": T.BooleanType,
    "tinyint": T.ByteType,
    "byte": T.ByteType,
    "utinyint": T.ShortType,
    "smallint": T.ShortType,
    "short": T.ShortType,
    "usmallint": T.IntegerType,
    "int": T.IntegerType,
    "integer": T.IntegerType,
    "uinteger": T.LongType,
    "bigint": T.LongType,
    "long": T.LongType,
    "float": T.FloatType,
    "real": T.FloatType,
    "double": T.DoubleType,
    "date": T.DateType,
    "timestamp": T.TimestampType,
    "timestamp_ntz": T.TimestampNTZType,
    "timestamp_s": T.TimestampType,
    "timestamp_ms": T.TimestampType,
    "timestamp_ns": T.TimestampType,
    "binary": T.BinaryType,
    "blob": T.BinaryType,
    "void": T.NullType,
    "null": T.NullType,
    "uuid": T.StringType,
    "json": T.StringType,
    "time": T.StringType,
    "interval": T.StringType,
}


class _Reader:
    """Takes a type's text apart, token by token."""

    def __init__(self, text):
        self.text, self.at = text, 0
        self.tokens = re.findall(r'`(?:[^`]|``)*`|"(?:[^"]|"")*"|\w+|[<>(),:\[\]]|[^\s\w]', text)

    def peek(self, ahead=0):
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self, wanted=None):
        token = self.peek()
        if not token or wanted is not None and token != wanted:
            raise ParseException(
                "[PARSE_SYNTAX_ERROR] Syntax error at or near '%s' in the type '%s'."
                % (token or "end of input", self.text)
            )
        self.at += 1
        return token

    def type(self):
        found = self._type()
        while self.peek() == "[":
            self.take()
            if self.peek() != "]":
                self.take()
            self.take("]")
            found = T.ArrayType(found)
        return found

    def _type(self):
        name = self.take().lower()
        if name in ("decimal", "numeric", "dec"):
            return T.DecimalType(*self._numbers()) if self.peek() == "(" else T.DecimalType()
        if name == "array" and self.peek() == "<":
            return T.ArrayType(self._inside("<", ">", 1)[0])
        if name == "map":
            close = {"<": ">", "(": ")"}[self.peek()]
            return T.MapType(*self._inside(self.peek(), close, 2))
        if name in ("struct", "row"):
            close = {"<": ">", "(": ")"}[self.peek()]
            self.take()
            fields = self.fields(close)
            self.take(close)
            return T.StructType(fields)
        if name == "timestamp" and self.peek().lower() == "with":
            self.at += 3
        if name in ("hugeint", "ubigint", "uhugeint"):
            return T.DecimalType(38 if name != "ubigint" else 20, 0)
        if name not in _SIMPLE:
            raise ParseException(
                '[UNSUPPORTED_DATATYPE] Unsupported data type "%s".' % name.upper()
            )
        if self.peek() == "(":
            self._numbers()
        return _SIMPLE[name]()

    def _numbers(self):
        self.take("(")
        numbers = []
        while self.peek() != ")":
            token = self.take()
            if token != ",":
                numbers.append(int(token))
        self.take(")")
        return numbers

    def _inside(self, opening, closing, count):
        self.take(opening)
        found = [self.type()]
        for _ in range(count - 1):
            self.take(",")
            found.append(self.type())
        self.take(closing)
        return found

    def fields(self, end=""):
        found = []
        while self.peek() != end:
            if found:
                self.take(",")
            name = self.take()
            if name[0] in '`"':
                name = name[1:-1].replace(name[0] * 2, name[0])
            if self.peek() == ":":
                self.take()
            kind, nullable = self.type(), True
            if self.peek().lower() == "not":
                self.at, nullable = self.at + 2, False
            if self.peek().lower() == "comment":
                self.at += 4
            found.append(T.StructField(name, kind, nullable))
        return found


def parse(text):
    """A type from its name, or a struct from a list of names and types."""
    reader = _Reader(text)
    if reader.peek(1) in ("", "(", "<", "[") or reader.peek(1).lower() == "with":
        found = reader.type()
        if reader.peek() == "":
            return found
        reader.at = 0
    return T.StructType(reader.fields())
