import { PROCESS_EFFECTS, type Effects } from '../../src/cli/effects.ts';
import { main } from '../../src/cli/leadscope.ts';

/** What a command printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, with its real files and database. */
export async function runMain(argv: readonly string[], effects: Partial<Effects> = {}): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    ...PROCESS_EFFECTS,
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    ...effects,
  });
  return { code, stdout, stderr };
}
