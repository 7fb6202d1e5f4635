import type { LoadProblem } from './workspace.ts';

/** An error that carries what a person needs of it. */
export type DataProblem = Error & { readonly problem: LoadProblem };

/** Makes an error of a problem. */
export function dataProblem(problem: LoadProblem): DataProblem {
  return Object.assign(new Error(`${problem.code}${problem.detail === null ? '' : `: ${problem.detail}`}`), {
    problem,
  });
}
