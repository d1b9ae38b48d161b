"""SELECT over a plan: stars, generators, aggregates, Python functions."""

from pyspark.errors import AnalysisException
from pyspark.sql import types as T

from .expressions import Alias, Generator, Reference, Star, Typed
from .plan import Attribute
from .python_calls import with_python


def select(plan, expressions):
    """The plan that gives `expressions`."""
    if any(expression.aggregates for expression in expressions):
        from .grouping import aggregate

        return aggregate(plan, [], expressions)
    source = with_python(plan, expressions)
    source, generated = _generated(source, expressions)
    items = []
    for expression in expressions:
        if isinstance(expression, Star):
            items += [(a.typed(), a) for a in _starred(plan, expression)]
        elif id(expression) in generated:
            items += [(a.typed(), a) for a in generated[id(expression)]]
        else:
            items.append(item(source, expression))
    return source.project(items)


def item(plan, expression):
    """A resolved expression and the attribute it becomes; a bare column stays what it is."""
    if isinstance(expression, Reference):
        attribute = plan.attribute_of(expression)
        if attribute is not None:
            last = expression.name.rpartition(".")[2].strip("`")
            shown = last if last.lower() == attribute.name.lower() else attribute.name
            named = attribute if shown == attribute.name else attribute.copy(name=shown)
            return attribute.typed(), named
    typed = expression.resolve(plan)
    name = expression.name
    if isinstance(expression, Reference):
        name = name.rpartition(".")[2]
    return typed, Attribute(name, typed.type, typed.nullable)


def replace(plan, named):
    """The plan with the columns of `named` (name to expression) put in place or behind."""
    source = with_python(plan, named.values())
    made = {}
    for name, expression in named.items():
        if isinstance(_bare(expression), Generator):
            return _replaced_by_rows(plan, name, expression)
        typed = expression.resolve(source)
        made[name.lower()] = (typed, Attribute(name, typed.type, typed.nullable))
    known = {attribute.name.lower() for attribute in plan.attributes}
    if not known & set(made) and source is plan:
        return plan.extend(list(made.values()))
    items = []
    for attribute in plan.attributes:
        items.append(made.get(attribute.name.lower(), (attribute.typed(), attribute)))
    items += [new for name, new in made.items() if name not in known]
    return source.project(items)


def filtered(plan, condition):
    """The rows for which `condition` is true."""
    source = with_python(plan.covering([condition]), [condition])
    typed = condition.resolve(source)
    if not isinstance(typed.type, T.BooleanType):
        raise AnalysisException(
            '[DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN] Cannot resolve "%s" due to data type mismatch: '
            'Filter condition "%s" should be "BOOLEAN", not "%s".'
            % (condition.name, condition.name, typed.type.simpleString().upper())
        )
    kept = source.then("WHERE %s" % typed.sql)
    return kept if source is plan else kept.keep(plan.attributes)


def _starred(plan, star):
    if star.qualifier is None:
        return plan.attributes
    found = [a for a in plan.attributes if star.qualifier.lower() in a.qualifiers]
    if not found:
        raise AnalysisException(
            "[CANNOT_RESOLVE_STAR_EXPAND] Cannot resolve `%s`.* given input columns %s. Please"
            " check that the specified table or struct exists and is accessible in the input"
            " columns." % (star.qualifier, ", ".join("`%s`" % a.name for a in plan.attributes))
        )
    return found


def _bare(expression):
    return expression.child if isinstance(expression, Alias) else expression


def _generated(plan, expressions):
    """Unnests the one generator of a SELECT; gives its attributes by the expression's id."""
    found = [e for e in expressions if isinstance(_bare(e), Generator)]
    if not found:
        return plan, {}
    if len(found) > 1:
        raise AnalysisException(
            "[UNSUPPORTED_GENERATOR.MULTI_GENERATOR] The generator is not supported: only one"
            " generator allowed per SELECT clause but found %d: %s."
            % (len(found), ", ".join('"%s"' % e.name for e in found))
        )
    items = _unnested(plan, _bare(found[0]), found[0].name if isinstance(found[0], Alias) else None)
    return plan.extend(items), {id(found[0]): [attribute for _, attribute in items]}


def _unnested(plan, generator, alias):
    value = generator.child.resolve(plan)
    mapped = isinstance(value.type, T.MapType)
    if not mapped and not isinstance(value.type, T.ArrayType):
        raise AnalysisException(
            '[DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] Cannot resolve "%s" due to data type'
            ' mismatch: Parameter 1 requires the ("ARRAY" or "MAP") type, however "%s" has the type'
            ' "%s".' % (generator.name, generator.child.name, value.type.simpleString().upper())
        )
    if mapped:
        lists = [
            ("key", "map_keys(%s)", value.type.keyType),
            ("value", "map_values(%s)", value.type.valueType),
        ]
    else:
        lists = [(alias or "col", "%s", value.type.elementType)]
    lists = [(name, pattern % value.sql, kind) for name, pattern, kind in lists]
    if generator.positions:
        lists.insert(0, ("pos", "range(len(%s))" % lists[0][1], T.IntegerType()))
    items = []
    for name, sql, kind in lists:
        if generator.outer:
            sql = "CASE WHEN len(%s) > 0 THEN %s ELSE [NULL] END" % (sql, sql)
        typed = Typed("CAST(unnest(%s) AS %s)" % (sql, kind.duck), kind)
        items.append((typed, Attribute(name, kind)))
    return items


def _replaced_by_rows(plan, name, expression):
    source, generated = _generated(plan, [Alias(_bare(expression), name)])
    made = next(iter(generated.values()))
    kept = [a for a in plan.attributes if a.name.lower() != name.lower()]
    return source.keep(kept + made)
