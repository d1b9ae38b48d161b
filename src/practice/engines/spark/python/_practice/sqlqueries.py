"""Spark SQL's queries: each SELECT becomes the same plan that a DataFrame's methods would build."""

from pyspark.errors import AnalysisException, refused

from .expressions import Alias, Literal, Reference
from .grouping import aggregate
from .joining import combine, join
from .plan import Plan
from .selection import filtered, select
from .sqlparser import _ENDS, ExpressionParser

_JOINS = (
    (("LEFT", "SEMI"), "semi"),
    (("LEFT", "ANTI"), "anti"),
    (("LEFT", "OUTER"), "left"),
    (("LEFT",), "left"),
    (("RIGHT", "OUTER"), "right"),
    (("RIGHT",), "right"),
    (("FULL", "OUTER"), "full"),
    (("FULL",), "full"),
    (("INNER",), "inner"),
    (("CROSS",), "cross"),
    (("SEMI",), "semi"),
    (("ANTI",), "anti"),
)


def run(session, sql):
    """The frame of one query."""
    parser = QueryParser(session, sql)
    first = parser.token.upper
    if first not in ("SELECT", "WITH", "("):
        raise refused("the SQL statement %s: spark.sql reads tables with SELECT" % first)
    plan = parser.query()
    parser.take(";")
    if parser.token.kind != "end":
        raise parser.error()
    from pyspark.sql.dataframe import DataFrame

    return DataFrame(session, plan)


class QueryParser(ExpressionParser):
    """Reads queries over a session's tables and views."""

    def __init__(self, session, sql):
        super().__init__(sql)
        self._session, self._named = session, {}

    def query(self):
        if self.take("WITH"):
            while True:
                name = self.name()
                self.expect("AS")
                self.expect("(")
                self._named[name.lower()] = self.query()
                self.expect(")")
                if not self.take(","):
                    break
        plan = self._operand()
        while self.token.upper in ("UNION", "INTERSECT", "EXCEPT", "MINUS"):
            word = {"MINUS": "EXCEPT"}.get(self.token.upper, self.token.upper)
            self.next()
            everything = self.take("ALL")
            self.take("DISTINCT")
            plan = combine(word + (" ALL" if everything else ""), plan, self._operand())
        return self._tail(plan)

    def _tail(self, plan, source=None):
        """ORDER BY, LIMIT and OFFSET; names may be the result's or, behind them, the source's."""
        if self.take("ORDER", "BY") or self.take("SORT", "BY"):
            orders = [self._placed(order, plan) for order in self.orders()]
            try:
                clause = ", ".join(order.clause(plan) for order in orders)
                plan = plan.then("ORDER BY %s" % clause)
            except AnalysisException:
                if source is None:
                    raise
                plan = source(orders)
        if self.take("LIMIT"):
            plan = plan.then("LIMIT %d" % int(self.next().text))
        if self.take("OFFSET"):
            plan = plan.then("OFFSET %d" % int(self.next().text))
        return plan

    def _placed(self, order, plan):
        """`ORDER BY 2` means the second column."""
        if isinstance(order.child, Literal) and isinstance(order.child.value, int):
            attribute = plan.attributes[order.child.value - 1]
            order.child = Reference(attribute.name, attribute.id)
        return order

    def _operand(self):
        if self.take("("):
            plan = self.query()
            self.expect(")")
            return plan
        return self._select()

    def _select(self):
        self.expect("SELECT")
        distinct = self.take("DISTINCT")
        self.take("ALL")
        items = [self.named()]
        while self.take(","):
            items.append(self.named())
        plan = self._from() if self.take("FROM") else Plan("SELECT 1 AS one", [])
        if self.take("WHERE"):
            plan = filtered(plan, self.expression())
        keys = None
        if self.take("GROUP", "BY"):
            keys = [self._key(self.expression(), items)]
            while self.take(","):
                keys.append(self._key(self.expression(), items))
        having = self.expression() if self.take("HAVING") else None
        if keys is not None or any(item.aggregates for item in items):
            return self._tail(self._grouped(plan, keys or [], items, having))
        found = select(plan, items)
        if distinct:
            found = found.then("", head="DISTINCT *")
            return self._tail(found)

        def sorted_source(orders):
            clause = ", ".join(order.clause(plan) for order in orders)
            return select(plan.then("ORDER BY %s" % clause), items)

        return self._tail(found, sorted_source)

    def _key(self, key, items):
        """`GROUP BY 1` means the first item; an item's alias means the item."""
        if isinstance(key, Literal) and isinstance(key.value, int):
            found = items[key.value - 1]
            return found.child if isinstance(found, Alias) else found
        for item in items:
            if (
                isinstance(item, Alias)
                and isinstance(key, Reference)
                and item.name.lower() == key.name.lower()
            ):
                return item.child
        return key

    def _grouped(self, plan, keys, items, having):
        """Groups, keeps those that HAVING keeps, and gives the items alone."""
        extra = [] if having is None else [Alias(having, "having")]
        named = [Alias(item, item.name) if not isinstance(item, Alias) else item for item in items]
        for item, original in zip(named, items):
            if isinstance(original, Reference):
                item.name = original.name.rpartition(".")[2].strip("`")
        grouped = aggregate(plan, keys, [*named, *_own_names(extra, items)])
        result = grouped.attributes[len(keys) :]
        if having is not None:
            grouped = grouped.then("WHERE %s" % result[-1].sql)
            result = result[:-1]
        return grouped.keep(result)

    def _from(self):
        plan = self._relation()
        while True:
            if self.take(","):
                plan = join(plan, self._relation(), how="cross")
                continue
            kind = next((how for words, how in _JOINS if self.sees(*words)), None)
            for words, how in _JOINS:
                if how == kind and self.take(*words):
                    break
            if kind is None and not self.sees("JOIN"):
                return plan
            self.expect("JOIN")
            right = self._relation()
            if self.take("ON"):
                plan = join(plan, right, condition=self.expression(), how=kind or "inner")
            elif self.take("USING"):
                self.expect("(")
                names = [self.name()]
                while self.take(","):
                    names.append(self.name())
                self.expect(")")
                plan = join(plan, right, using=names, how=kind or "inner")
            else:
                plan = join(plan, right, how=kind or "cross")

    def _relation(self):
        if self.take("("):
            plan = self.query()
            self.expect(")")
            name = None
        else:
            parts = [self.name()]
            while self.take("."):
                parts.append(self.name())
            name = ".".join(parts)
            known = self._named.get(name.lower())
            plan = known if known is not None else self._session.table(name)._plan
        alias = None
        if (
            self.take("AS")
            or self.token.kind == "quoted"
            or (self.token.kind == "word" and self.token.upper not in _ENDS)
        ):
            alias = self.name()
        alias = alias or (name.rpartition(".")[2] if name else None)
        return plan.qualified(alias) if alias else plan


def _own_names(expressions, items):
    """HAVING may use the items' aliases."""
    aliases = {item.name.lower(): item.child for item in items if isinstance(item, Alias)}
    return [_replaced(expression, aliases) for expression in expressions]


def _replaced(expression, aliases):
    import copy

    if isinstance(expression, Reference) and expression.name.lower() in aliases:
        return aliases[expression.name.lower()]
    if not expression.children:
        return expression
    changed = copy.copy(expression)
    changed.children = tuple(_replaced(child, aliases) for child in expression.children)
    if hasattr(changed, "child"):
        changed.child = changed.children[0]
    return changed
