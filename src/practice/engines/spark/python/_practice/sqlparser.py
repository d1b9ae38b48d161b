"""Spark SQL's expressions, read into the same trees that Columns are."""

from decimal import Decimal

from pyspark.errors import refused
from pyspark.sql import functions as F
from pyspark.sql.column import Column, is_one_of
from pyspark.sql.window import WindowSpec, _Spec

from . import sqlfunctions
from .conditions import Case
from .expressions import Alias, Cast, Literal, Ordering, Reference, Star, Windowed
from .operators import binary
from .sqlnumbers import number_literal
from .sqltokens import TokenReader, string_value
from .strings import text_test
from .typenames import parse

_LEVELS = [
    {"=": "=", "==": "=", "<=>": "<=>", "<": "<", "<=": "<=", ">": ">", ">=": ">="},
    {"|": "|"},
    {"^": "^"},
    {"&": "&"},
    {"+": "+", "-": "-", "||": "||"},
    {"*": "*", "/": "/", "%": "%", "DIV": "div"},
]
_ENDS = frozenset(
    "FROM WHERE GROUP HAVING ORDER LIMIT UNION INTERSECT EXCEPT ON JOIN LEFT RIGHT FULL INNER CROSS"
    " USING OVER AS THEN WHEN ELSE END AND OR ASC DESC NULLS ROWS RANGE BETWEEN IN LIKE RLIKE IS"
    " NOT SEMI ANTI OFFSET".split()
)


def parse_expression(sql):
    """The expression of a text such as `max(x) AS y`."""
    parser = ExpressionParser(sql)
    found = parser.named()
    if parser.token.kind != "end":
        raise parser.error()
    return found


class ExpressionParser(TokenReader):
    """Reads expressions by descending through the levels of precedence."""

    def named(self):
        """An expression and perhaps its alias."""
        found = self.expression()
        if (
            self.take("AS")
            or self.token.kind == "quoted"
            or (self.token.kind == "word" and self.token.upper not in _ENDS)
        ):
            return Alias(found, self.name())
        return found

    def expression(self):
        found = self._and()
        while self.take("OR"):
            found = binary("OR", found, self._and())
        return found

    def _and(self):
        found = self._not()
        while self.take("AND"):
            found = binary("AND", found, self._not())
        return found

    def _not(self):
        if self.take("NOT") or self.take("!"):
            return (~Column(self._not()))._expression
        return self._predicate()

    def _predicate(self):
        left = self._binary(0)
        while True:
            if self.take("IS"):
                no = self.take("NOT")
                if self.take("NULL"):
                    left = (Column(left).isNotNull() if no else Column(left).isNull())._expression
                    continue
                wanted = Literal(self.next().upper == "TRUE")
                same = binary("<=>", left, wanted)
                left = (~Column(same))._expression if no else same
                continue
            no = self.sees("NOT") and self.take("NOT")
            found = self._test(left)
            if found is None:
                if no:
                    raise self.error()
                return left
            left = (~Column(found))._expression if no else found

    def _test(self, left):
        if self.take("BETWEEN"):
            low = self._binary(0)
            self.expect("AND")
            high = self._binary(0)
            return binary("AND", binary(">=", left, low), binary("<=", left, high))
        if self.take("IN"):
            self.expect("(")
            if self.sees("SELECT"):
                raise refused("IN (SELECT …)")
            return is_one_of([left, *self._list(")")])
        for word, shown, sql in (
            ("LIKE", "{0} LIKE {1}", "(%s LIKE %s ESCAPE '\\')"),
            ("ILIKE", "ilike", "(lower(%s) LIKE lower(%s) ESCAPE '\\')"),
            ("RLIKE", "RLIKE", "regexp_matches(%s, %s)"),
            ("REGEXP", "RLIKE", "regexp_matches(%s, %s)"),
        ):
            if self.take(word):
                return text_test(shown, sql, left, self._binary(0))
        return None

    def _binary(self, level):
        if level == len(_LEVELS):
            return self._unary()
        found = self._binary(level + 1)
        while True:
            symbol = self.token.upper if self.token.kind in ("symbol", "word") else ""
            if level == 0 and symbol in ("<>", "!="):
                self.next()
                found = (~Column(binary("=", found, self._binary(1))))._expression
                continue
            if symbol not in _LEVELS[level]:
                return found
            self.next()
            right = self._binary(level + 1)
            if symbol == "||":
                found = F.concat(Column(found), Column(right))._expression
            else:
                found = binary(_LEVELS[level][symbol], found, right)

    def _unary(self):
        if self.take("-"):
            inner = self._unary()
            if isinstance(inner, Literal) and isinstance(inner.value, (int, float, Decimal)):
                return Literal(-inner.value)
            return (-Column(inner))._expression
        self.take("+")
        found = self._primary()
        while True:
            if self.take("::"):
                found = Cast(found, self.type(), True)
            elif self.take("["):
                found = Column(found).getItem(Column(self.expression()))._expression
                self.expect("]")
            elif self.sees("."):
                self.next()
                found = Column(found).getField(self.name())._expression
            else:
                return found

    def _primary(self):
        token = self.token
        if token.kind == "number":
            self.next()
            return number_literal(token.text)
        if token.kind == "string":
            self.next()
            return Literal(string_value(token.text))
        if self.take("("):
            if self.sees("SELECT"):
                raise refused("a SELECT inside an expression")
            found = self.expression()
            self.expect(")")
            return found
        if self.take("*"):
            return Star()
        for word, value in (("NULL", None), ("TRUE", True), ("FALSE", False)):
            if self.take(word):
                return Literal(value)
        if self.take("CASE"):
            return self._case()
        if self.sees("CAST", "(") or self.sees("TRY_CAST", "("):
            self.at += 2
            inner = self.expression()
            self.expect("AS")
            target = self.type()
            self.expect(")")
            return Cast(inner, target, True)
        if self.token.upper in ("DATE", "TIMESTAMP") and self.tokens[self.at + 1].kind == "string":
            kind = self.next().text
            return Cast(Literal(string_value(self.next().text)), parse(kind))
        if self.sees("INTERVAL") and self.tokens[self.at + 1].kind in ("number", "string"):
            raise refused("INTERVAL in SQL: use date_add or add_months")
        if token.upper in _ENDS and token.kind == "word" and not self._called():
            raise self.error()
        return self._name_or_call()

    def _called(self):
        after = self.tokens[self.at + 1]
        return after.kind == "symbol" and after.text == "("

    def _name_or_call(self):
        if self.token.kind == "word" and self._called():
            return self._function()
        parts = [self.name()]
        while self.sees("."):
            self.next()
            if self.take("*"):
                return Star(".".join(parts))
            parts.append(self.name())
        return Reference(".".join("`%s`" % p if "." in p else p for p in parts))

    def _function(self):
        name = self.name()
        self.expect("(")
        distinct = self.take("DISTINCT")
        arguments = self._list(")")
        if self.take("FILTER"):
            raise refused("FILTER behind an aggregate in SQL")
        lower = name.lower()
        if lower in ("current_date", "current_timestamp", "now") and not arguments:
            found = getattr(F, lower)()._expression
        else:
            found = sqlfunctions.call(name, arguments, distinct)._expression
        return Windowed(found, self._window()) if self.take("OVER") else found

    def _list(self, end):
        found = []
        while not self.take(end):
            if found:
                self.expect(",")
            found.append(self.expression())
        return found

    def _case(self):
        subject = None if self.sees("WHEN") else self.expression()
        branches = []
        while self.take("WHEN"):
            test = self.expression()
            self.expect("THEN")
            test = test if subject is None else binary("=", subject, test)
            branches.append((test, self.expression()))
        default = self.expression() if self.take("ELSE") else None
        self.expect("END")
        return Case(branches, default)

    def type(self):
        """A type's name, up to the end of its brackets."""
        text, depth = "", 0
        while True:
            token = self.token
            if depth == 0 and text and not (token.text in "<(" or text.endswith(" ")):
                break
            depth += (token.text in "<(") - (token.text in ">)")
            text += self.next().text
            if depth == 0 and self.token.text not in ("<", "("):
                break
        return parse(text)

    def orders(self):
        """The list behind ORDER BY."""
        found = []
        while not found or self.take(","):
            inner = self.expression()
            down = self.take("DESC")
            if not down:
                self.take("ASC")
            first = None
            if self.take("NULLS"):
                first = self.take("FIRST")
                if not first:
                    self.expect("LAST")
            found.append(Ordering(inner, down, first))
        return found

    def _window(self):
        self.expect("(")
        partitions, orders = [], []
        if self.take("PARTITION", "BY") or self.take("DISTRIBUTE", "BY"):
            partitions.append(self.expression())
            while self.take(","):
                partitions.append(self.expression())
        if self.take("ORDER", "BY") or self.take("SORT", "BY"):
            orders = self.orders()
        spec = WindowSpec(_Spec(partitions, orders))
        for word, framed in (("ROWS", spec.rowsBetween), ("RANGE", spec.rangeBetween)):
            if self.take(word):
                if self.take("BETWEEN"):
                    start = self._bound()
                    self.expect("AND")
                    spec = framed(start, self._bound())
                else:
                    spec = framed(self._bound(), 0)
        self.expect(")")
        return spec._spec

    def _bound(self):
        if self.take("CURRENT", "ROW"):
            return 0
        size = 2**63 if self.take("UNBOUNDED") else int(self.next().text)
        return -size if self.next().upper == "PRECEDING" else size
