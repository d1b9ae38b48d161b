import type { Properties } from '../resources/resourceType.ts';
import { isSame } from '../template/value.ts';
import type { Made } from './stackDocuments.ts';

/** All that may be on something after changes of it that broke off: what any of them said. */
export function everOn({ properties, earlier }: Made): Properties {
  return earlier ? unionOf(earlier, properties) : properties;
}

/** The properties of both; lists are joined, and of other values the first one counts. */
function unionOf(first: Properties, second: Properties): Properties {
  const joined = Object.entries(second).map(([name, value]) => {
    const there = first[name];
    if (!Array.isArray(there) || !Array.isArray(value)) return [name, there ?? value];
    const more = value.filter((item) => !there.some((each) => isSame(each, item)));
    return [name, [...(there as unknown[]), ...(more as unknown[])]];
  });
  return { ...first, ...(Object.fromEntries(joined) as Properties) };
}
