import { cappedSection } from './cappedSection.ts';
import { engineSection } from './engineSection.ts';
import { errorSection } from './errorSection.ts';
import { maintenanceSection } from './maintenanceSection.ts';
import { predictedSection } from './predictedSection.ts';
import type { ResultsSection } from './resultsSection.ts';
import { roundsSection } from './roundsSection.ts';
import { scoresSection } from './scoresSection.ts';
import { trialsSection } from './trialsSection.ts';

/** The sections of the results, in their order. */
export const resultsSections: readonly ResultsSection[] = [
  predictedSection,
  engineSection,
  maintenanceSection,
  errorSection,
  roundsSection,
  scoresSection,
  trialsSection,
  cappedSection,
];
