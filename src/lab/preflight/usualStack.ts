/** What the lab's stack is called where nobody gives it another name. */
export const usualStack = 'cmapss-lab';
