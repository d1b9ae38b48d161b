"""Joins of two plans, self-joins among them, and unions."""

import copy

from pyspark.errors import AnalysisException, IllegalArgumentException

from . import coercion
from .expressions import Call, Reference, Typed
from .operators import binary
from .plan import Attribute, Plan, unresolved

_KINDS = {
    "inner": "INNER",
    "cross": "INNER",
    "left": "LEFT",
    "leftouter": "LEFT",
    "right": "RIGHT",
    "rightouter": "RIGHT",
    "outer": "FULL",
    "full": "FULL",
    "fullouter": "FULL",
    "semi": "SEMI",
    "leftsemi": "SEMI",
    "anti": "ANTI",
    "leftanti": "ANTI",
}


def join(left, right, condition=None, using=None, how="inner"):
    """Joins two plans on a condition, or on columns that both have and the result has once."""
    kind = _KINDS.get((how or "inner").replace("_", "").lower())
    if kind is None:
        raise IllegalArgumentException(
            "Unsupported join type '%s'. Supported join types include: 'inner', 'outer', 'full',"
            " 'fullouter', 'full_outer', 'leftouter', 'left', 'left_outer', 'rightouter', 'right',"
            " 'right_outer', 'leftsemi', 'left_semi', 'semi', 'leftanti', 'left_anti', 'anti',"
            " 'cross'." % how
        )
    right, twins, ambiguous = _apart(left, right)
    both = Plan("", left.attributes + right.attributes, left.lineage | right.lineage)
    both.ambiguous = {**left.ambiguous, **right.ambiguous, **ambiguous}
    if using:
        return _using(left, right, both, using, kind)
    test = "true"
    if condition is not None:
        test = _untangled(condition, twins).resolve(both).sql
    return _joined(left, right, both, kind, test)


def _apart(left, right):
    """Gives the right side new attributes where both sides come from the same frame."""
    shared = {a.id for a in left.attributes} & {a.id for a in right.attributes}
    if not shared:
        return right, {}, {}
    renumbered, twins = right.renumbered()
    frames = right.lineage - left.lineage
    return renumbered, twins, {id: frames for id in shared}


def _untangled(expression, twins):
    """In a self-join, `a.key == b.key` of one column means the left's key and the right's."""
    if not isinstance(expression, Call):
        return expression
    children = [_untangled(child, twins) for child in expression.children]
    if expression.symbol in ("=", "<=>") and all(
        isinstance(child, Reference) for child in children
    ):
        a, b = children
        if a.attribute is not None and a.attribute == b.attribute and a.attribute in twins:
            children = [Reference(a.name, a.attribute), Reference(b.name, twins[b.attribute].id)]
    changed = copy.copy(expression)
    changed.children = tuple(children)
    return changed


def _joined(left, right, both, kind, test, head="*", attributes=None):
    if attributes is None:
        attributes = (
            left.attributes
            if kind in ("SEMI", "ANTI")
            else [
                *(
                    a.copy(nullable=a.nullable or kind in ("RIGHT", "FULL"))
                    for a in left.attributes
                ),
                *(
                    a.copy(nullable=a.nullable or kind in ("LEFT", "FULL"))
                    for a in right.attributes
                ),
            ]
        )
    sql = "SELECT %s FROM (%s) AS l %s JOIN (%s) AS r ON %s" % (
        head,
        left.sql,
        kind,
        right.sql,
        test,
    )
    return Plan(sql, attributes, both.lineage, both.ambiguous)


def _using(left, right, both, names, kind):
    tests, keys = [], []
    for name in names:
        pair = [_one(plan, name, side) for plan, side in ((left, "left"), (right, "right"))]
        equal = binary("=", *(Reference(a.name, a.id) for a in pair))
        tests.append(equal.resolve(Plan("", pair)).sql)
        keys.append(pair)
    joined = _joined(left, right, both, kind, " AND ".join(tests))
    gone = {a.id for pair in keys for a in pair}
    rest = [a for a in joined.attributes if a.id not in gone]
    items = []
    for a, b in keys:
        if kind == "FULL":
            made = Attribute(a.name, coercion.common([a.type, b.type], "coalesce"))
            items.append((Typed("coalesce(%s, %s)" % (a.sql, b.sql), made.type), made))
        else:
            chosen = b if kind == "RIGHT" else a
            items.append((chosen.typed(), chosen))
    return joined.project(items + [(a.typed(), a) for a in rest])


def _one(plan, name, side):
    hits, _ = plan.find(name)
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise AnalysisException(
            "[AMBIGUOUS_REFERENCE] Reference `%s` is ambiguous, could be: [%s]."
            % (name, ", ".join("`%s`" % hit.name for hit in hits))
        )
    if not plan.attributes:
        raise unresolved(name, plan.attributes)
    raise AnalysisException(
        "[UNRESOLVED_USING_COLUMN_FOR_JOIN] USING column `%s` cannot be resolved on the %s side of"
        " the join. The %s-side columns: [%s]."
        % (name, side, side, ", ".join("`%s`" % n for n in sorted(a.name for a in plan.attributes)))
    )


def combine(operator, left, right):
    """UNION, INTERSECT or EXCEPT of two plans, column by column."""
    if len(left.attributes) != len(right.attributes):
        raise AnalysisException(
            "[NUM_COLUMNS_MISMATCH] %s can only be performed on inputs with the same number of"
            " columns, but the first input has %d columns and the second input has %d columns."
            % (operator.split()[0], len(left.attributes), len(right.attributes))
        )
    attributes = [
        Attribute(a.name, _united(operator, a, b), a.nullable or b.nullable)
        for a, b in zip(left.attributes, right.attributes)
    ]
    sides = []
    for plan in (left, right):
        items = [
            (Typed(coercion.cast(a.sql, a.type, new.type), new.type), new)
            for a, new in zip(plan.attributes, attributes)
        ]
        sides.append(plan.project(items).sql)
    sql = "(%s) %s (%s)" % (sides[0], operator, sides[1])
    return Plan("SELECT * FROM (%s)" % sql, attributes, left.lineage | right.lineage)


def _united(operator, a, b):
    try:
        return coercion.common([a.type, b.type], operator)
    except AnalysisException:
        raise AnalysisException(
            "[INCOMPATIBLE_COLUMN_TYPE] %s can only be performed on tables with compatible column"
            ' types. The column `%s` of the second table is "%s" type which is not compatible with'
            ' "%s" at the same column of the first table.'
            % (
                operator.split()[0],
                b.name,
                b.type.simpleString().upper(),
                a.type.simpleString().upper(),
            )
        ) from None
