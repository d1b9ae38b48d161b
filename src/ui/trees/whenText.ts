/**
 * When something was, as somebody says it who reads it now: the time for today, with the day before that, with the
 * year in another year.
 * @param language a BCP 47 tag, the editor's.
 */
export function whenText(when: Date, now: Date, language: string): string {
  const isThisYear = when.getFullYear() === now.getFullYear();
  const isToday = isThisYear && when.toDateString() === now.toDateString();
  return formatOf(isToday ? 'today' : isThisYear ? 'thisYear' : 'ever', language).format(when);
}

const parts = {
  today: {},
  thisYear: { day: 'numeric', month: 'short' },
  ever: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a format takes far longer than using it, and a tree may have ten thousand rows. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(age: keyof typeof parts, language: string): Intl.DateTimeFormat {
  const key = `${age} ${language}`;
  let format = formats.get(key);
  if (!format) {
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat(language, { ...parts[age], ...time });
    formats.set(key, format);
  }
  return format;
}
