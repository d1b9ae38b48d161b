"""
Plans: a query's SQL and the attributes (columns) it gives. Nothing runs before an action asks for
rows.
"""

import itertools
import re

from pyspark.errors import AnalysisException

from .expressions import Typed
from .nested import field
from .sqltext import identifier

_ids = itertools.count(1)
_PARTS = re.compile(r"`((?:[^`]|``)+)`|([^.`]+)")


class Attribute:
    """One column of a plan. Its SQL name is its own, so that equal names never meet in SQL."""

    __slots__ = ("id", "name", "type", "nullable", "qualifiers")

    def __init__(self, name, kind, nullable=True, qualifiers=(), id=None):
        self.id = next(_ids) if id is None else id
        self.name, self.type, self.nullable = name, kind, nullable
        self.qualifiers = frozenset(qualifiers)

    @property
    def sql(self):
        return "c%d" % self.id

    def typed(self):
        return Typed(self.sql, self.type, self.nullable)

    def renamed(self, name):
        return Attribute(name, self.type, self.nullable)

    def copy(self, **changed):
        parts = {"name": self.name, "kind": self.type, "nullable": self.nullable}
        parts.update(qualifiers=self.qualifiers, id=self.id)
        parts.update(changed)
        return Attribute(**parts)


class Plan:
    """
    `sql` gives a column `cN` for each attribute. `lineage` holds the ids of the frames it came
    from, `ambiguous` says of which frames an attribute was renumbered by a self-join, `computed`
    where the values of the script's own Python functions lie, `hidden` which attributes' names
    stand back.
    """

    def __init__(self, sql, attributes, lineage=frozenset(), ambiguous=None):
        self.sql, self.attributes, self.lineage = sql, list(attributes), lineage
        self.ambiguous = ambiguous or {}
        self.computed, self.hidden, self._wider = {}, frozenset(), None

    @classmethod
    def over(cls, relation, columns, qualifiers=()):
        """The plan of a named relation whose columns are (name, type, nullable)."""
        attributes = [Attribute(n, kind, nullable, qualifiers) for n, kind, nullable in columns]
        listed = ["%s AS %s" % (identifier(a.name), a.sql) for a in attributes]
        return cls("SELECT %s FROM %s" % (", ".join(listed), relation), attributes)

    def then(self, tail, attributes=None, head="*"):
        """This plan as the FROM of another SELECT."""
        sql = "SELECT %s FROM (%s) %s" % (head, self.sql, tail)
        chosen = self.attributes if attributes is None else attributes
        made = Plan(sql.rstrip(), chosen, self.lineage, self.ambiguous)
        if attributes is None and head == "*":
            made._wider = lambda: self.wider().then(tail)
        return made

    def wider(self):
        """The same rows with the columns, too, that projections on the way here left out."""
        return self._wider() if self._wider else self

    def covering(self, expressions):
        """
        This plan, or where an expression names a column that a projection left out, the wider one
        with that column hidden behind those that are shown: what Spark filters and sorts by.
        """
        names = [part for e in expressions for part in e.parts() if hasattr(part, "attribute")]
        try:
            for name in names:
                self.resolve(name)
        except AnalysisException:
            wide = self.wider()
            shown = {attribute.id for attribute in self.attributes}
            wide.hidden = frozenset(a.id for a in wide.attributes if a.id not in shown)
            if wide.hidden:
                return wide
        return self

    def project(self, items):
        """Items are (Typed, Attribute); an attribute that is kept costs nothing."""
        listed = [
            typed.sql if typed.sql == attribute.sql else "%s AS %s" % (typed.sql, attribute.sql)
            for typed, attribute in items
        ]
        made = self.then("", [attribute for _, attribute in items], ", ".join(listed))
        made._wider = lambda: self._with_left_out(items)
        return made

    def _with_left_out(self, items):
        wide = self.wider()
        taken = {attribute.id for _, attribute in items}
        return wide.project(items + [(a.typed(), a) for a in wide.attributes if a.id not in taken])

    def keep(self, attributes):
        """Only these attributes, in this order."""
        return self.project([(attribute.typed(), attribute) for attribute in attributes])

    def extend(self, items):
        """All attributes and further items behind them."""
        listed = ["%s AS %s" % (typed.sql, attribute.sql) for typed, attribute in items]
        added = [attribute for _, attribute in items]
        made = self.then("", self.attributes + added, ", ".join(["*"] + listed))
        made._wider = lambda: self.wider().extend(items)
        return made

    def qualified(self, alias):
        """The same columns under a table alias."""
        attributes = [attribute.copy(qualifiers=(alias.lower(),)) for attribute in self.attributes]
        return Plan(self.sql, attributes, self.lineage, self.ambiguous)

    def renumbered(self):
        """The same columns as new attributes, and the new attribute of each old id."""
        new = {a.id: a.copy(id=next(_ids)) for a in self.attributes}
        items = [(a.typed(), new[a.id]) for a in self.attributes]
        return self.project(items), new

    def output(self, names=None):
        """SQL that gives the columns under their own names."""
        pairs = zip(self.attributes, names or [a.name for a in self.attributes])
        listed = ", ".join("%s AS %s" % (a.sql, identifier(name)) for a, name in pairs)
        return "SELECT %s FROM (%s)" % (listed, self.sql)

    def find(self, name):
        """The attributes that a name may mean, and the struct fields behind them."""
        shown = [attribute for attribute in self.attributes if attribute.id not in self.hidden]
        found = self._find(name, shown)
        if found[0] or not self.hidden:
            return found
        # Those of the nearest projection come first.
        hits, fields = self._find(name, [a for a in self.attributes if a.id in self.hidden])
        return hits[:1], fields

    @staticmethod
    def _find(name, attributes):
        parts = [a.replace("``", "`") if a else b for a, b in _PARTS.findall(name)]
        whole = name.strip("`").lower()
        hits = [a for a in attributes if a.name.lower() == whole]
        if hits:
            return hits, []
        lower = [part.lower() for part in parts]
        if len(parts) > 1:
            hits = [
                a for a in attributes if lower[0] in a.qualifiers and a.name.lower() == lower[1]
            ]
            if hits:
                return hits, parts[2:]
            hits = [a for a in attributes if a.name.lower() == lower[0]]
            if hits and hasattr(hits[0].type, "fields"):
                return hits, parts[1:]
        return [], []

    def resolve(self, reference):
        """The typed SQL of a Reference."""
        if reference.attribute is not None:
            return self._by_id(reference).typed()
        hits, fields = self.find(reference.name)
        if not hits:
            raise unresolved(reference.name, self.attributes)
        if len({hit.id for hit in hits}) > 1:
            raise _ambiguous(reference.name, hits)
        value = hits[0].typed()
        for each in fields:
            value = field(value, each)
        return value

    def attribute_of(self, expression):
        """The attribute that a bare reference means; None for anything else."""
        if getattr(expression, "attribute", None) is not None:
            return self._by_id(expression)
        typed = expression.resolve(self)
        return next((a for a in self.attributes if a.sql == typed.sql), None)

    def _by_id(self, reference):
        if reference.frame in self.ambiguous.get(reference.attribute, ()):
            raise AnalysisException(
                "Column %s#%d are ambiguous. It's probably because you joined several Datasets"
                " together, and some of these Datasets are the same. This column points to one of"
                " the Datasets but Spark is unable to figure out which one. Please alias the"
                " Datasets with different names via `Dataset.as` before joining them, and specify"
                ' the column using qualified name, e.g. `df.as("a").join(df.as("b"), $"a.id" >'
                ' $"b.id")`. You can also set spark.sql.analyzer.failAmbiguousSelfJoin to false to'
                " disable this check." % (reference.name, reference.attribute)
            )
        for attribute in self.attributes:
            if attribute.id == reference.attribute:
                return attribute
        known = ", ".join('"%s"' % attribute.name for attribute in self.attributes)
        if any(attribute.name == reference.name for attribute in self.attributes):
            raise AnalysisException(
                "[MISSING_ATTRIBUTES.RESOLVED_ATTRIBUTE_APPEAR_IN_OPERATION] Resolved attribute(s)"
                ' "%s" missing from %s. Attribute(s) with the same name appear in the operation:'
                ' "%s".' % (reference.name, known, reference.name)
            )
        raise AnalysisException(
            '[MISSING_ATTRIBUTES.RESOLVED_ATTRIBUTE_MISSING_FROM_INPUT] Resolved attribute(s) "%s" '
            "missing from %s." % (reference.name, known)
        )


def unresolved(name, attributes):
    """Spark's error for a column that is not there, nearest names first."""
    parts = [a.replace("``", "`") if a else b for a, b in _PARTS.findall(name)]
    shown = ".".join("`%s`" % part for part in parts)
    if not attributes:
        return AnalysisException(
            "[UNRESOLVED_COLUMN.WITHOUT_SUGGESTION] A column or function parameter with name %s"
            " cannot be resolved. " % shown
        )
    near = sorted(
        (a for a in attributes),
        key=lambda a: (_distance(a.name.lower(), parts[-1].lower()), len(a.name)),
    )
    listed = ", ".join(
        ".".join("`%s`" % part for part in [*sorted(a.qualifiers), a.name]) for a in near[:5]
    )
    return AnalysisException(
        "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name %s cannot be "
        "resolved. Did you mean one of the following? [%s]." % (shown, listed)
    )


def _ambiguous(name, hits):
    listed = ", ".join(
        ".".join("`%s`" % part for part in [*sorted(hit.qualifiers), hit.name]) for hit in hits
    )
    return AnalysisException(
        "[AMBIGUOUS_REFERENCE] Reference `%s` is ambiguous, could be: [%s]." % (name, listed)
    )


def _distance(a, b):
    """Levenshtein's distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]
