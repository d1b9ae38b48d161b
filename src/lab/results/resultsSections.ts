import type { ResultsSection } from './resultsSection.ts';

/** The sections of the results, in their order. */
export const resultsSections: readonly ResultsSection[] = [];
