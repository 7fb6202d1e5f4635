import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'msedge',
];

const PROGRAMS = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    ['PROGRAMFILES', 'Google/Chrome/Application/chrome.exe'],
    ['PROGRAMFILES(X86)', 'Google/Chrome/Application/chrome.exe'],
    ['LOCALAPPDATA', 'Google/Chrome/Application/chrome.exe'],
    ['PROGRAMFILES(X86)', 'Microsoft/Edge/Application/msedge.exe'],
    ['PROGRAMFILES', 'Microsoft/Edge/Application/msedge.exe'],
  ].flatMap(([folder = '', program = '']) => {
    const root = process.env[folder];
    return root ? [join(root, program)] : [];
  }),
};

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser that the tests drive: `CHROMIUM_PATH`, else one on the PATH, else one in the platform's program folders,
 * else the one that Playwright keeps.
 * @returns {string | null} path of the program, or null when there is none
 * @throws {Error} when `CHROMIUM_PATH` names no program
 */
export function findChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH names no program: ${named}`);
    return named;
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command + suffix)));
  const { platform } = process;
  const installed = platform === 'darwin' || platform === 'win32' ? PROGRAMS[platform] : [];
  return (
    [...onPath, ...installed, chromium.executablePath()].find((file) => file !== '' && isProgram(file)) ??
    null
  );
}

/** What to do on a machine without a browser. */
export const NO_CHROMIUM = [
  'The browser tests need Chromium, Chrome or Edge, and none was found. One of these helps:',
  '  npx playwright install chromium',
  "  your system's package manager, as in: sudo apt-get install chromium",
  '  CHROMIUM_PATH=/path/to/the/program npm test',
].join('\n');

/**
 * The same as `findChromium`; where there is none, and the system's package manager may be used without asking,
 * installs one first.
 * @param {(line: string) => void} say
 * @returns {string | null}
 */
export function findOrInstallChromium(say) {
  const found = findChromium();
  if (found) return found;
  const mayInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) return null;
  say('No Chromium found: installing one with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const { status } = spawnSync('apt-get', ['-q', ...args], {
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) return null;
  }
  return findChromium();
}

/**
 * Its name and version, for the test run's output.
 * @param {string} program
 */
export function chromiumVersion(program) {
  if (process.platform === 'win32') return program;
  return execFileSync(program, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
