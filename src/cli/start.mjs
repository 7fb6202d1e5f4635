import { spawn } from 'node:child_process';
import { join } from 'node:path';
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

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } },
});
const folder = fileURLToPath(new URL('../../dist', import.meta.url));
process.stdout.write('Building …\n');
await buildApp(folder);
const { url } = await serveFolder({ folder: join(folder), port: Number(values.port) });
process.stdout.write(`Leadscope is at ${url} (Ctrl+C ends it)\n`);
if (!values['no-open']) openBrowser(url);
