"""Numbers as SQL writes them."""

from decimal import Decimal

from .expressions import Literal
from .typenames import parse


def number_literal(text):
    """The literal of a number; a letter at its end names its type."""
    if text.upper().endswith("BD"):
        return Literal(Decimal(text[:-2]))
    kind = text[-1].upper()
    if kind in "LSY":
        return Literal(
            int(text[:-1]), parse({"L": "bigint", "S": "smallint", "Y": "tinyint"}[kind])
        )
    if kind in "DF":
        return Literal(float(text[:-1]), parse({"D": "double", "F": "float"}[kind]))
    if "e" in text.lower():
        return Literal(float(text))
    return Literal(Decimal(text) if "." in text else int(text))
