import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Types without which browsers refuse scripts and styles; everything else goes out as bytes. */
const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.json', 'application/json'],
  ['.webmanifest', 'application/manifest+json'],
]);

/**
 * The file that a request's path names, or null: nothing outside of the folder, and nothing that is not a file.
 * @param {string} folder
 * @param {string} path the request's path below the mount, starting with a slash
 */
async function findFile(folder, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (name.includes('\0')) return null;
  const file = normalize(join(folder, name.endsWith('/') ? `${name}index.html` : name));
  if (!file.startsWith(normalize(folder) + sep)) return null;
  const facts = await stat(file).catch(() => null);
  return facts?.isFile() ? { file, size: facts.size } : null;
}

/**
 * Serves a folder as the plainest of static hosts would: files with their type and length, and no other header.
 * @param {{ folder: string, port?: number, mount?: string }} options `mount` is the path under which the folder
 *   appears, `/` unless told otherwise; port 0 is a free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} the address of the folder, ending in a slash
 * @throws {Error} when the port is taken
 */
export async function serveFolder({ folder, port = 0, mount = '/' }) {
  const server = createServer((request, response) => {
    const respond = async () => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end();
        return;
      }
      const found = path.startsWith(mount) ? await findFile(folder, `/${path.slice(mount.length)}`) : null;
      if (!found) {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
        return;
      }
      response.writeHead(200, {
        'content-type': TYPES.get(extname(found.file)) ?? 'application/octet-stream',
        'content-length': found.size,
      });
      if (request.method === 'HEAD') response.end();
      else await pipeline(createReadStream(found.file), response);
    };
    respond().catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}${mount}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
