/** Starts the engine's worker from packed files, under a policy that allows blob workers and nothing else. */

/** Addresses of the packed engine. They must be absolute: a nested worker has no page to resolve them against. */
export interface EngineAssets {
  readonly workerUrl: string;
  readonly wasmUrl: string;
}

/** Part of an answer as Arrow bytes; `done` when nothing follows. */
export interface Gathered {
  readonly parts: readonly Uint8Array[];
  readonly done: boolean;
}

/** The running worker of an engine that is not yet instantiated. */
export interface EngineWorker {
  readonly worker: Worker;
  /**
   * Fetches what the statement under way on a connection answers next: up to 4 MB, or what comes within 50 ms. The
   * engine's own fetch gives 2,048 rows a message, and messages then cost more than the rows.
   */
  readonly gather: (connection: number) => Promise<Gathered>;
}

/** The address under which the worker finds its module. */
export const MODULE_ADDRESS = 'duckdb:module';

/**
 * Stands before the engine's script in its worker:
 * - the engine asks for its module by an address and compiles the answer; it is given the compiled module that was
 *   posted instead, so that neither the host's media types nor the policy for requests matter, a second engine costs
 *   neither the time nor the memory of another compilation, and it can request nothing else;
 * - a rejection that nobody handles is thrown, so that the worker's `error` event reports a failed start;
 * - failed statements are not written to the console: they hold the reader's values, and are reported anyway.
 */
const PRELUDE = `{
  let give;
  const wasm = new Promise((resolve) => (give = resolve));
  self.fetch = (input) =>
    String(input?.url ?? input) === '${MODULE_ADDRESS}'
      ? Promise.resolve(new Response(new Uint8Array(8), { headers: { 'content-type': 'application/wasm' } }))
      : Promise.reject(new TypeError('The database requests nothing'));
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  self.XMLHttpRequest = self.WebSocket = self.EventSource = undefined;
  for (const level of ['debug', 'log', 'info', 'warn', 'error']) console[level] = () => undefined;
  self.addEventListener('unhandledrejection', (event) => setTimeout(() => { throw event.reason; }));
  const gather = (connection) => {
    const parts = [];
    const until = performance.now() + 50;
    for (let bytes = 0; bytes < 4194304 && performance.now() < until; ) {
      const part = DUCKDB_BINDINGS.fetchQueryResults(connection);
      if (part === null) continue;
      if (part.length === 0) return { parts, done: true };
      parts.push(part);
      bytes += part.length;
    }
    return { parts, done: false };
  };
  self.addEventListener('message', (event) => {
    const { engineModule, gatherOrder, connection } = event.data ?? {};
    if (engineModule === undefined && gatherOrder === undefined) return;
    event.stopImmediatePropagation();
    if (engineModule !== undefined) return give(engineModule);
    try {
      const gathered = gather(connection);
      self.postMessage({ gatherOrder, gathered }, gathered.parts.map((part) => part.buffer));
    } catch (error) {
      self.postMessage({ gatherOrder, failure: String(error?.message ?? error) });
    }
  });
}
`;

/** Fetches a packed file. Hosts that know the ending may have unpacked it on the way. */
async function unpacked(url: string): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`The database engine could not be fetched from ${url}`, { cause });
  });
  if (!response.ok)
    throw new Error(`The database engine could not be fetched from ${url}: HTTP ${response.status}`);
  const packed = await response.blob();
  const [first, second] = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  const isGzip = first === 0x1f && second === 0x8b;
  return new Response(isGzip ? packed.stream().pipeThrough(new DecompressionStream('gzip')) : packed);
}

function gatherFrom(worker: Worker): EngineWorker['gather'] {
  const orders = new Map<number, { resolve: (value: Gathered) => void; reject: (reason: Error) => void }>();
  let next = 0;
  worker.addEventListener('message', (event: MessageEvent) => {
    const { gatherOrder, gathered, failure } = event.data as {
      gatherOrder?: number;
      gathered?: Gathered;
      failure?: string;
    };
    if (gatherOrder === undefined) return;
    event.stopImmediatePropagation();
    const order = orders.get(gatherOrder);
    orders.delete(gatherOrder);
    if (gathered === undefined) order?.reject(new Error(failure));
    else order?.resolve(gathered);
  });
  return (connection) =>
    new Promise((resolve, reject) => {
      const gatherOrder = next++;
      orders.set(gatherOrder, { resolve, reject });
      worker.postMessage({ gatherOrder, connection });
    });
}

/** Compiles the engine's module while it is fetched. */
async function compile(url: string): Promise<WebAssembly.Module> {
  const { body } = await unpacked(url);
  return WebAssembly.compileStreaming(
    new Response(body, { headers: { 'content-type': 'application/wasm' } }),
  );
}

/** The compiled module of the last address: every engine of this realm shares it. */
let compiled: { readonly url: string; readonly module: Promise<WebAssembly.Module> } | null = null;

function sharedModule(url: string): Promise<WebAssembly.Module> {
  if (compiled?.url === url) return compiled.module;
  const module = compile(url);
  compiled = { url, module };
  // what failed may succeed the next time
  module.catch(() => {
    if (compiled?.module === module) compiled = null;
  });
  return module;
}

/**
 * Fetches and unpacks the engine and starts its worker, which then holds the compiled module.
 * @throws Error when a file cannot be fetched or unpacked, or the policy forbids the worker or the module
 */
export async function startEngineWorker(assets: EngineAssets): Promise<EngineWorker> {
  const [module, script] = await Promise.all([
    sharedModule(assets.wasmUrl),
    unpacked(assets.workerUrl).then((response) => response.text()),
  ]);
  const address = URL.createObjectURL(new Blob([PRELUDE, script], { type: 'text/javascript' }));
  const worker = new Worker(address);
  // the address must live until the worker has fetched its script, which its first message proves
  const forget = (): void => URL.revokeObjectURL(address);
  worker.addEventListener('message', forget, { once: true });
  worker.addEventListener('error', forget, { once: true });
  worker.postMessage({ engineModule: module });
  return { worker, gather: gatherFrom(worker) };
}
