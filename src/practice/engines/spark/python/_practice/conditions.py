"""CASE WHEN."""

from . import coercion
from .expressions import Expression, Typed
from .operators import as_type


class Case(Expression):
    """Branches of condition and value, and perhaps a value for all else."""

    def __init__(self, branches, default=None):
        self.branches, self.default = branches, default
        self.children = tuple(part for branch in branches for part in branch)
        if default is not None:
            self.children += (default,)
        whens = " ".join("WHEN %s THEN %s" % (c.name, v.name) for c, v in branches)
        ending = " ELSE %s" % default.name if default is not None else ""
        self.name = "CASE %s%s END" % (whens, ending)

    def when(self, condition, value):
        return Case(self.branches + [(condition, value)], self.default)

    def otherwise(self, value):
        return Case(self.branches, value)

    def resolve(self, scope):
        pairs = [(c.resolve(scope), v.resolve(scope)) for c, v in self.branches]
        default = self.default.resolve(scope) if self.default is not None else None
        values = [value for _, value in pairs] + ([default] if default else [])
        kind = coercion.common([value.type for value in values], "casewhen")
        parts = ["WHEN %s THEN %s" % (c.sql, as_type(v, kind)) for c, v in pairs]
        if default:
            parts.append("ELSE %s" % as_type(default, kind))
        nullable = default is None or any(value.nullable for value in values)
        return Typed("CASE %s END" % " ".join(parts), kind, nullable)
