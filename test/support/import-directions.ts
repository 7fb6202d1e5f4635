/** Which room of `src` may import which, and a check of it on source text. */
import { dirname, join, normalize } from 'node:path/posix';
import { parseSync, Visitor } from 'vite';

const EVERYTHING_BUT_VIEWS = [
  'model',
  'statistics',
  'query',
  'engine',
  'database',
  'import',
  'workspace',
  'publish',
] as const;

/** Rooms that each room may import beside itself. `src/main.tsx` may import all of them. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  statistics: [],
  query: ['model'],
  engine: ['model', 'statistics'],
  database: ['query', 'model', 'generated'],
  import: ['database', 'query', 'model'],
  workspace: ['import', 'database', 'engine', 'query', 'model'],
  publish: ['engine', 'model', 'statistics'],
  app: ['workspace', 'publish', 'model'],
  charts: ['model', 'statistics', 'components'],
  components: ['model'],
  pages: ['app', 'charts', 'components', 'model', 'statistics'],
  cli: EVERYTHING_BUT_VIEWS,
};

const VIEW_ROOMS = ['app', 'pages', 'charts', 'components'];

/** Packages that only some rooms may import. */
const PACKAGES: readonly { readonly named: RegExp; readonly rooms: readonly string[] }[] = [
  { named: /^(react|react-dom|react-is|recharts|react-aria.*|@tanstack)(\/|$)/, rooms: VIEW_ROOMS },
  { named: /^(@duckdb|apache-arrow)(\/|$)/, rooms: ['database'] },
  { named: /^node:/, rooms: ['database', 'import', 'cli'] },
  { named: /^vite(\/|$)/, rooms: ['cli'] },
];

/** Rooms without any package: their figures rest on nothing but the language. */
const ROOMS_WITHOUT_PACKAGES = ['statistics', 'engine', 'query'];

/** An import that the directions forbid. */
export interface ForbiddenImport {
  /** path of the importing file below `src` */
  readonly file: string;
  /** what it imports, as written */
  readonly specifier: string;
  readonly reason: string;
}

function literalText(
  node: { readonly type: string; readonly value?: unknown } | null | undefined,
): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** The one file that imports what it has just made: a bundle of its own room. */
const RUNS_A_BUNDLE = 'cli/run-command.mjs';

/**
 * Everything that a module imports, for its types too: import and export declarations, `import()`, types written as
 * `import('…')`, and files addressed by `new URL('…', import.meta.url)`.
 * @throws Error for text that is no module, and for an `import()` whose specifier is computed
 */
export function importedSpecifiers(file: string, text: string): string[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: string[] = [];
  const add = (specifier: string | null): void => {
    if (specifier !== null) found.push(specifier);
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value),
    ExportAllDeclaration: (node) => add(node.source.value),
    ExportNamedDeclaration: (node) => add(node.source?.value ?? null),
    TSImportType: (node) => add(literalText(node.source)),
    ImportExpression: (node) => {
      const specifier = literalText(node.source);
      // what it runs is its own room, bundled
      if (specifier === null && file === RUNS_A_BUNDLE) return;
      if (specifier === null)
        throw new Error(`${file}: an import() with a computed specifier cannot be checked`);
      add(specifier);
    },
    NewExpression: (node) => {
      const [address, base] = node.arguments;
      const isModuleUrl =
        node.callee.type === 'Identifier' &&
        node.callee.name === 'URL' &&
        base?.type === 'MemberExpression' &&
        base.object.type === 'MetaProperty';
      if (isModuleUrl) add(literalText(address));
    },
  }).visit(program);
  return found;
}

function reasonAgainst(file: string, specifier: string): string | null {
  const room = file.includes('/') ? file.slice(0, file.indexOf('/')) : null;
  if (!specifier.startsWith('.')) {
    if (room === null) return null;
    const rule = PACKAGES.find(({ named }) => named.test(specifier));
    if (rule && !rule.rooms.includes(room)) return `only ${rule.rooms.join(', ')} may import this package`;
    return ROOMS_WITHOUT_PACKAGES.includes(room) ? `${room} uses no package` : null;
  }
  const path = normalize(join('src', dirname(file), specifier.replace(/\?.*$/, '')));
  if (!path.startsWith('src/')) return room === 'cli' ? null : 'it lies outside of src';
  const target = path.slice('src/'.length);
  const targetRoom = target.includes('/') ? target.slice(0, target.indexOf('/')) : null;
  if (targetRoom === null) return 'nothing imports the composition root';
  if (room === null || room === targetRoom) return null;
  return ALLOWED[room]?.includes(targetRoom) ? null : `${room} may not import ${targetRoom}`;
}

/**
 * Checks one file.
 * @param file its path below `src`, with forward slashes
 * @param text its source
 */
export function forbiddenImports(file: string, text: string): ForbiddenImport[] {
  const room = file.slice(0, Math.max(0, file.indexOf('/')));
  if (room !== '' && !Object.hasOwn(ALLOWED, room)) {
    return [{ file, specifier: '', reason: `${room} is no room of the project` }];
  }
  if (room === '' && file !== 'main.tsx') return [{ file, specifier: '', reason: 'it lies in no room' }];
  return importedSpecifiers(file, text).flatMap((specifier) => {
    const reason = reasonAgainst(file, specifier);
    return reason === null ? [] : [{ file, specifier, reason }];
  });
}
