"""Spark's data types. Each knows its name in Spark, in DDL, and in DuckDB."""

from _practice.rows import Row

__all__ = [
    "DataType",
    "NullType",
    "StringType",
    "CharType",
    "VarcharType",
    "BinaryType",
    "BooleanType",
    "DateType",
    "TimestampType",
    "TimestampNTZType",
    "DecimalType",
    "DoubleType",
    "FloatType",
    "ByteType",
    "IntegerType",
    "LongType",
    "ShortType",
    "ArrayType",
    "MapType",
    "StructField",
    "StructType",
    "Row",
]


class DataType:
    """A type of Spark; two types with the same content are equal."""

    _name = "data"
    duck = "VARCHAR"

    @classmethod
    def typeName(cls):
        return cls._name

    def simpleString(self):
        return self._name

    def jsonValue(self):
        return self.simpleString()

    def __eq__(self, other):
        return isinstance(other, DataType) and self.simpleString() == other.simpleString()

    def __hash__(self):
        return hash(self.simpleString())

    def __repr__(self):
        return "%s()" % type(self).__name__


class NullType(DataType):
    _name, duck = "void", "INTEGER"


class AtomicType(DataType):
    """A type without parts."""


class StringType(AtomicType):
    _name, duck = "string", "VARCHAR"


class CharType(StringType):
    def __init__(self, length=None):
        self.length = length


class VarcharType(CharType):
    pass


class BinaryType(AtomicType):
    _name, duck = "binary", "BLOB"


class BooleanType(AtomicType):
    _name, duck = "boolean", "BOOLEAN"


class DateType(AtomicType):
    _name, duck = "date", "DATE"


class TimestampType(AtomicType):
    _name, duck = "timestamp", "TIMESTAMP"


class TimestampNTZType(AtomicType):
    _name, duck = "timestamp_ntz", "TIMESTAMP"


class NumericType(AtomicType):
    """A number."""


class IntegralType(NumericType):
    """A whole number of `bits` bits."""

    bits = 32


class ByteType(IntegralType):
    _name, duck, bits = "tinyint", "TINYINT", 8


class ShortType(IntegralType):
    _name, duck, bits = "smallint", "SMALLINT", 16


class IntegerType(IntegralType):
    _name, duck, bits = "int", "INTEGER", 32


class LongType(IntegralType):
    _name, duck, bits = "bigint", "BIGINT", 64


class FractionalType(NumericType):
    """A number with a fraction."""


class FloatType(FractionalType):
    _name, duck = "float", "FLOAT"


class DoubleType(FractionalType):
    _name, duck = "double", "DOUBLE"


class DecimalType(FractionalType):
    """An exact number of `precision` digits, `scale` of them behind the point."""

    def __init__(self, precision=10, scale=0):
        self.precision, self.scale = precision, scale

    duck = property(lambda self: "DECIMAL(%d, %d)" % (self.precision, self.scale))

    def simpleString(self):
        return "decimal(%d,%d)" % (self.precision, self.scale)

    def __repr__(self):
        return "DecimalType(%d,%d)" % (self.precision, self.scale)


class ArrayType(DataType):
    """A list of values of one type."""

    def __init__(self, elementType, containsNull=True):
        self.elementType, self.containsNull = elementType, containsNull

    duck = property(lambda self: self.elementType.duck + "[]")

    def simpleString(self):
        return "array<%s>" % self.elementType.simpleString()

    def __repr__(self):
        return "ArrayType(%r, %s)" % (self.elementType, self.containsNull)


class MapType(DataType):
    """Keys and values, each of one type."""

    def __init__(self, keyType, valueType, valueContainsNull=True):
        self.keyType, self.valueType = keyType, valueType
        self.valueContainsNull = valueContainsNull

    duck = property(lambda self: "MAP(%s, %s)" % (self.keyType.duck, self.valueType.duck))

    def simpleString(self):
        return "map<%s,%s>" % (self.keyType.simpleString(), self.valueType.simpleString())

    def __repr__(self):
        return "MapType(%r, %r, %s)" % (self.keyType, self.valueType, self.valueContainsNull)


class StructField(DataType):
    """One field of a struct or one column of a frame."""

    def __init__(self, name, dataType, nullable=True, metadata=None):
        self.name, self.nullable, self.metadata = name, nullable, metadata or {}
        self.dataType = parse_type(dataType) if isinstance(dataType, str) else dataType

    def simpleString(self):
        return "%s:%s" % (self.name, self.dataType.simpleString())

    def __repr__(self):
        return "StructField('%s', %r, %s)" % (self.name, self.dataType, self.nullable)


class StructType(DataType):
    """Named fields in their order: a row's schema."""

    def __init__(self, fields=None):
        self.fields = list(fields or [])

    names = property(lambda self: [field.name for field in self.fields])

    @property
    def duck(self):
        parts = ('"%s" %s' % (f.name.replace('"', '""'), f.dataType.duck) for f in self.fields)
        return "STRUCT(%s)" % ", ".join(parts)

    def add(self, field, data_type=None, nullable=True, metadata=None):
        if not isinstance(field, StructField):
            field = StructField(field, data_type, nullable, metadata)
        self.fields.append(field)
        return self

    def fieldNames(self):
        return list(self.names)

    def simpleString(self):
        return "struct<%s>" % ",".join(field.simpleString() for field in self.fields)

    def __iter__(self):
        return iter(self.fields)

    def __len__(self):
        return len(self.fields)

    def __getitem__(self, key):
        if isinstance(key, str):
            for field in self.fields:
                if field.name == key:
                    return field
            raise KeyError("No StructField named %s" % key)
        return StructType(self.fields[key]) if isinstance(key, slice) else self.fields[key]

    def __repr__(self):
        return "StructType([%s])" % ", ".join(map(repr, self.fields))


def parse_type(text):
    """The type that a DDL text names; `a int, b string` is a struct."""
    from _practice.typenames import parse

    return parse(text)
