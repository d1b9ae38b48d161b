"""Spark's rules for types that meet: common types, implicit and explicit casts."""

from pyspark.errors import AnalysisException
from pyspark.sql import types as T

from .sqltext import cast as plain_cast

_ORDER = [T.ByteType, T.ShortType, T.IntegerType, T.LongType, T.FloatType, T.DoubleType]
_DIGITS = {8: 3, 16: 5, 32: 10, 64: 20}


def is_number(kind):
    return isinstance(kind, T.NumericType)


def as_decimal(kind):
    """The decimal that holds every value of an integral type."""
    return kind if isinstance(kind, T.DecimalType) else T.DecimalType(_DIGITS[kind.bits], 0)


def bounded(precision, scale):
    """A decimal of at most 38 digits; too many give up digits of the fraction, down to six."""
    if precision <= 38:
        return T.DecimalType(precision, scale)
    kept = max(38 - (precision - scale), min(scale, 6))
    return T.DecimalType(38, kept)


def wider_number(left, right):
    """The type that two numbers share before they are added or compared."""
    if isinstance(left, T.DecimalType) or isinstance(right, T.DecimalType):
        if isinstance(left, (T.FloatType, T.DoubleType)) or isinstance(
            right, (T.FloatType, T.DoubleType)
        ):
            return T.DoubleType()
        a, b = as_decimal(left), as_decimal(right)
        scale = max(a.scale, b.scale)
        return bounded(max(a.precision - a.scale, b.precision - b.scale) + scale, scale)
    return _ORDER[max(_ORDER.index(type(left)), _ORDER.index(type(right)))]()


def compared(left, right):
    """The type in which Spark compares two values: a string is read as the other side's type."""
    if left == right or isinstance(right, T.NullType):
        return left
    if isinstance(left, T.NullType):
        return right
    if is_number(left) and is_number(right):
        return wider_number(left, right)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, T.StringType) and isinstance(other, T.AtomicType):
            return other
        if isinstance(one, T.DateType) and isinstance(other, T.TimestampType):
            return other
        if isinstance(one, T.BooleanType) and is_number(other):
            return other
    return None


def common(kinds, what):
    """The type of a value that may come from several expressions (union, coalesce, when)."""
    found = T.NullType()
    for kind in kinds:
        merged = _merged(found, kind)
        if merged is None:
            raise AnalysisException(
                '[DATATYPE_MISMATCH.DATA_DIFF_TYPES] Cannot resolve "%s" due to data type mismatch:'
                " Input to `%s` should all be the same type, but it's [%s]."
                % (what, what, ", ".join('"%s"' % k.simpleString().upper() for k in kinds))
            )
        found = merged
    return found


def _merged(left, right):
    if isinstance(left, T.ArrayType) and isinstance(right, T.ArrayType):
        inner = _merged(left.elementType, right.elementType)
        return inner and T.ArrayType(inner)
    strings = isinstance(left, T.StringType) + isinstance(right, T.StringType)
    if strings == 1 and not isinstance(left, T.NullType) and not isinstance(right, T.NullType):
        other = right if isinstance(left, T.StringType) else left
        return T.StringType() if isinstance(other, T.AtomicType) else None
    if {type(left), type(right)} == {T.BooleanType, T.IntegerType}:
        return None
    return compared(left, right)


def cast(sql, source, target):
    """SQL that casts as Spark does: what cannot be read becomes null."""
    if source == target or isinstance(source, T.NullType) and isinstance(target, T.NullType):
        return sql
    if isinstance(source, T.NullType):
        return plain_cast("NULL", target)
    if isinstance(source, T.StringType) and not isinstance(target, T.StringType):
        return _from_string(sql, target)
    if isinstance(target, T.StringType):
        return _to_string(sql, source)
    if isinstance(target, T.IntegralType):
        return _to_integer(sql, source, target)
    if isinstance(target, (T.TimestampType, T.TimestampNTZType)) and is_number(source):
        return "make_timestamp(CAST(%s * 1000000 AS BIGINT))" % sql
    if isinstance(source, T.TimestampType) and isinstance(target, T.FractionalType):
        return plain_cast("(epoch_us(%s) / 1000000)" % sql, target)
    if is_number(source) and isinstance(target, T.BooleanType):
        return "(%s <> 0)" % sql
    if isinstance(target, T.DecimalType):
        return "TRY_CAST(%s AS %s)" % (sql, target.duck)
    return plain_cast(sql, target)


def _from_string(sql, target):
    trimmed = "trim(%s)" % sql
    if isinstance(target, T.IntegralType):
        return "spark_read_%s(%s)" % (target.duck.lower(), trimmed)
    if isinstance(target, T.BooleanType):
        return (
            "CASE WHEN lower({0}) IN ('t', 'true', 'y', 'yes', '1') THEN true "
            "WHEN lower({0}) IN ('f', 'false', 'n', 'no', '0') THEN false END".format(trimmed)
        )
    if isinstance(target, T.BinaryType):
        return "encode(%s)" % sql
    if isinstance(target, T.AtomicType):
        return "TRY_CAST(%s AS %s)" % (trimmed, target.duck)
    raise AnalysisException(
        "[DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] Cannot resolve the cast due to data type "
        'mismatch: cannot cast "STRING" to "%s".'
        % target.simpleString().upper()
    )


def _to_string(sql, source):
    if isinstance(source, (T.DoubleType, T.FloatType)):
        return "spark_double_text(%s)" % sql
    if isinstance(source, T.BinaryType):
        return "decode(%s)" % sql
    if isinstance(source, (T.ArrayType, T.MapType, T.StructType)):
        return "spark_nested_text(%s)" % sql
    return plain_cast(sql, T.StringType())


def wrapped(sql, kind):
    """A whole number of any size as `kind`, its higher bits lost, as Java has it."""
    half = 2 ** (kind.bits - 1)
    return "CAST(((%s + %d::HUGEINT) & %d) - %d AS %s)" % (sql, half, 2 * half - 1, half, kind.duck)


def _to_integer(sql, source, target):
    if isinstance(source, (T.TimestampType, T.TimestampNTZType)):
        return plain_cast("floor(epoch(%s))" % sql, target)
    if isinstance(source, (T.DoubleType, T.FloatType)):
        least, most = -(2 ** (target.bits - 1)), 2 ** (target.bits - 1) - 1
        return (
            "CASE WHEN isnan({0}) THEN 0 WHEN {0} >= {2}e0 THEN {2} WHEN {0} <= {1}e0 THEN {1} "
            "ELSE CAST(trunc({0}) AS {3}) END".format(sql, least, most, target.duck)
        )
    if isinstance(source, T.DecimalType):
        return "TRY_CAST(trunc(%s) AS %s)" % (sql, target.duck)
    if isinstance(source, T.IntegralType) and source.bits > target.bits:
        return wrapped(sql, target)
    if isinstance(source, (T.IntegralType, T.BooleanType)):
        return plain_cast(sql, target)
    raise AnalysisException(
        "[DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] Cannot resolve the cast due to data type "
        'mismatch: cannot cast "%s" to "%s".'
        % (source.simpleString().upper(), target.simpleString().upper())
    )
