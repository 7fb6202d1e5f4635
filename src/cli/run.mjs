import { runCommand } from './run-command.mjs';

// npm starts scripts in the project's folder; paths are meant from where it was called.
const { INIT_CWD, npm_lifecycle_event } = process.env;
if (npm_lifecycle_event === 'leadscope' && INIT_CWD) process.chdir(INIT_CWD);

// Leaving by exit() lets the database take its temporary folder away.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommand(process.argv.slice(2));
