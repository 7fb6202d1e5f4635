/** Addresses of the packed engine, relative to the page: `openBrowserDatabase` wants them absolute. */
export { default as wasmUrl } from '../generated/duckdb-eh.wasm.gz?url';
export { default as workerUrl } from '../generated/duckdb-worker.js.gz?url';
