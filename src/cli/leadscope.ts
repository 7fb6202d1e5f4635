/**
 * The command line. Figures go to standard output, everything else to standard error; a failure is one line and exit
 * code 2.
 */
import { isCommandFailure, commandFailure } from './command-failure.ts';
import { PROCESS_EFFECTS, type Effects } from './effects.ts';
import { INSPECT_HELP, runInspect } from './inspect.ts';
import { METRICS_HELP, runMetrics } from './metrics.ts';
import { runSnapshot, SNAPSHOT_HELP } from './snapshot.ts';

/** One command: reads its arguments, does its work, and rejects with the line that a person reads. */
interface Command {
  readonly run: (argv: readonly string[], effects: Effects) => Promise<void>;
  readonly help: string;
  readonly summary: string;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  metrics: { run: runMetrics, help: METRICS_HELP, summary: 'the figures of a data set as one JSON document' },
  inspect: {
    run: runInspect,
    help: INSPECT_HELP,
    summary: 'what files are, column by column, as one JSON document',
  },
  snapshot: {
    run: runSnapshot,
    help: SNAPSHOT_HELP,
    summary: 'the figures that a hosted data set shows first, written beside it',
  },
};

const HELP = `Leadscope: funnel figures from lead and activity exports

Usage: npm run -s leadscope -- COMMAND [OPTION]…

Commands
${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  .join('\n')}

npm run -s leadscope -- COMMAND --help lists the options of a command.
`;

const asksForHelp = (argument: string | undefined): boolean => argument === '--help' || argument === '-h';

async function runCommand(argv: readonly string[], effects: Effects): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || asksForHelp(name)) {
    effects.stdout(HELP);
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw commandFailure(`there is no command "${name}" (commands: ${Object.keys(COMMANDS).join(', ')})`);
  }
  if (rest.some(asksForHelp)) effects.stdout(command.help);
  else await command.run(rest, effects);
}

/**
 * Runs one command.
 * @param argv arguments after the program's name
 * @returns exit code: 0, or 2 after one line on standard error
 */
export async function main(argv: readonly string[], effects: Effects = PROCESS_EFFECTS): Promise<number> {
  try {
    await runCommand(argv, effects);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = message.replace(/\s*\n\s*/g, ' ').trim();
    effects.stderr(`leadscope: ${isCommandFailure(error) ? line : `unexpected failure: ${line}`}\n`);
    return 2;
  }
}
