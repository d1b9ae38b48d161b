import type { Condition } from './policyDocument.ts';
import { PolicyError } from './policyError.ts';
import { fits, fitsArn } from './wildcards.ts';

/** Values of context keys, by their names in lower case: IAM tells those apart by no case. */
export type Context = ReadonlyMap<string, readonly string[]>;

type Test = (wanted: string, given: string) => boolean;

const equal: Test = (wanted, given) => wanted === given;
const equalIgnoringCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();
const like: Test = (wanted, given) => fits(wanted, given);
const equalNumber: Test = (wanted, given) => Number(wanted) === Number(given);

/** What each operator asks of a value; a `not` holds where no value wanted fits, and where the key is missing. */
const operators: Readonly<Record<string, { readonly test: Test; readonly not?: true }>> = {
  StringEquals: { test: equal },
  StringNotEquals: { test: equal, not: true },
  StringEqualsIgnoreCase: { test: equalIgnoringCase },
  StringNotEqualsIgnoreCase: { test: equalIgnoringCase, not: true },
  StringLike: { test: like },
  StringNotLike: { test: like, not: true },
  ArnEquals: { test: fitsArn },
  ArnLike: { test: fitsArn },
  ArnNotEquals: { test: fitsArn, not: true },
  ArnNotLike: { test: fitsArn, not: true },
  Bool: { test: equalIgnoringCase },
  NumericEquals: { test: equalNumber },
  NumericNotEquals: { test: equalNumber, not: true },
  NumericLessThan: { test: (wanted, given) => Number(given) < Number(wanted) },
  NumericLessThanEquals: { test: (wanted, given) => Number(given) <= Number(wanted) },
  NumericGreaterThan: { test: (wanted, given) => Number(given) > Number(wanted) },
  NumericGreaterThanEquals: { test: (wanted, given) => Number(given) >= Number(wanted) },
};

/**
 * Whether a condition holds. Throws PolicyError, naming it, for an operator that is not simulated here.
 * Source: "IAM JSON policy elements: Condition operators" in the IAM user guide.
 */
export function holds({ operator, key, values }: Condition, context: Context): boolean {
  const given = context.get(key.toLowerCase());
  if (operator === 'Null') return values.some((value) => (value.toLowerCase() === 'true') === !given);
  const known = operators[operator.replace(/IfExists$/, '')];
  if (!known)
    throw new PolicyError(`The practice account does not simulate the condition operator ${operator}.`);
  if (!given) return known.not === true || operator.endsWith('IfExists');
  if (given.length > 1)
    throw new PolicyError(`The practice account simulates no condition on the several values of ${key}.`);
  const isFit = values.some((value) => known.test(withVariables(value, context), given[0] ?? ''));
  return isFit !== (known.not === true);
}

/** A value or pattern with the context's values for its variables (`${aws:username}`); one that is missing fits nothing. */
export function withVariables(text: string, context: Context): string {
  return text.replace(/\$\{([^}]*)\}/g, (variable, name: string) => {
    if (name === '*' || name === '?')
      throw new PolicyError(`The practice account does not simulate the policy variable ${variable}.`);
    return name === '$' ? '$' : (context.get(name.toLowerCase())?.[0] ?? variable);
  });
}
