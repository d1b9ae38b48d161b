/**
 * When something was, as somebody says it who reads it now: the time for today, with the day before that, with the
 * year in another year.
 * @param language a BCP 47 tag, the editor's.
 */
export function whenText(when: Date, now: Date, language: string): string {
  const isToday = when.toDateString() === now.toDateString();
  const isThisYear = when.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(when);
}
