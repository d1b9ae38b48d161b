import type { Chosen, Section } from '../pictures/pictureView.ts';
import type { Results } from './results.ts';

/**
 * One section of the results, in a file of its own. The source shows all of them together: each as soon as it is known,
 * whatever becomes of the others.
 */
export interface ResultsSection {
  /** Unique, and stable: `scores`. */
  readonly id: string;
  readonly heading: string;
  /** Ids of the choices that change what it shows. It is asked again only when one of their answers has changed. */
  readonly dependsOn: readonly string[];
  /**
   * Shows the section for what is chosen, once or, as more of it is known, several times. What it throws is shown in its
   * place as a sentence with what to do: a StageError, such as those that `results` throws for what is not there yet, as
   * it is. The signal ends the call when somebody chooses something else.
   */
  show(
    results: Results,
    chosen: Chosen,
    shown: (body: SectionBody) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** What stands below a section's heading. */
export type SectionBody = Omit<Section, 'id' | 'heading'>;
