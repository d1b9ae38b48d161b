import type { Parameters } from './parameters.ts';

/** How good a node with given sums of gradients and hessians is, and what its leaf would say. */
export interface Gain {
  /** The leaf's weight before eta; 0 for a node too light to have one. */
  weight(gradient: number, hessian: number): number;
  /** The loss that the node's best weight takes away (twice, as XGBoost counts it). */
  score(gradient: number, hessian: number): number;
}

/** Gain with L1 and L2 penalties and a limit on the weight, as XGBoost's `param.h` defines them. */
export function createGain(parameters: Parameters): Gain {
  const { lambda, alpha, max_delta_step: limit, min_child_weight: lightest } = parameters;
  const shrink = (gradient: number): number =>
    alpha === 0 ? gradient : Math.sign(gradient) * Math.max(0, Math.abs(gradient) - alpha);
  const weight = (gradient: number, hessian: number): number => {
    if (hessian < lightest || hessian <= 0) return 0;
    const best = -shrink(gradient) / (hessian + lambda);
    return limit === 0 ? best : Math.max(-limit, Math.min(limit, best));
  };
  const score =
    limit === 0
      ? (gradient: number, hessian: number): number => {
          const shrunk = shrink(gradient);
          return (shrunk * shrunk) / (hessian + lambda);
        }
      : (gradient: number, hessian: number): number => {
          const chosen = weight(gradient, hessian);
          const taken = -(2 * gradient * chosen + (hessian + lambda) * chosen * chosen);
          return taken + alpha * Math.abs(chosen);
        };
  return { weight, score };
}
