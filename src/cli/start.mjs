import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildApp } from './build.mjs';
import { serveFolder } from './serve.mjs';

/**
 * Shows an address in the reader's browser where there is a display. Where that does not work, the printed address is
 * enough.
 * @param {string} url
 */
function openBrowser(url) {
  const { platform, env } = process;
  const hasDisplay =
    platform === 'darwin' || platform === 'win32' || env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  if (!hasDisplay || env['CI']) return;
  const [command, args] =
    platform === 'darwin'
      ? ['open', [url]]
      : platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => {});
  opener.unref();
}

/**
 * @param {number} port 0 is a free one
 * @param {boolean} open whether to show the app in the reader's browser
 */
async function start(port, open) {
  const folder = fileURLToPath(new URL('../../dist', import.meta.url));
  process.stdout.write('Building …\n');
  await buildApp(folder);
  const { url } = await serveFolder({ folder, port });
  process.stdout.write(`Leadscope is at ${url} (Ctrl+C ends it)\n`);
  if (open) openBrowser(url);
}

try {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } },
  });
  if (!/^\d{1,5}$/.test(values.port)) throw new Error(`--port must be a number, not "${values.port}"`);
  await start(Number(values.port), !values['no-open']);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
