/** What the browser's engine may do, and how to tell that it has died. */

/** The folder of attached names; nothing else can be opened. */
export const ATTACHED = 'in/';

/**
 * Statements that lock the engine, to be run in this order right after it opens: a failed extension download corrupts
 * it, and the folders must be named while access is still open.
 */
export const LOCK_STATEMENTS: readonly string[] = [
  'SET autoload_known_extensions = false',
  'SET autoinstall_known_extensions = false',
  'SET preserve_insertion_order = true',
  'SET enable_external_file_cache = false',
  `SET allowed_directories = ['${ATTACHED}']`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/**
 * The engine's error as a person reads it: "… Error: …". One that comes while an answer is fetched is wrapped twice.
 * @param error what a call to the engine threw
 */
export function engineError(error: unknown): Error {
  const { message } = error instanceof Error ? error : new Error(String(error));
  let plain = message;
  if (message.startsWith('{"exception_type"')) {
    const { exception_type: type, exception_message: text } = JSON.parse(message) as Record<string, string>;
    plain = `${type} Error: ${text}`;
  }
  const wrapped = /unsuccessful or closed pending query result\s+Error: ([^]*)$/.exec(plain);
  return new Error(wrapped?.[1] ?? plain, { cause: error });
}

/**
 * Whether a failed statement has left the engine unusable: its own errors read "… Error: …", traps and failed
 * assertions do not.
 * @param message text of an `engineError`
 */
export function isFatal(message: string): boolean {
  return !/^[A-Z][\w ]* Error: /.test(message) || /^(INTERNAL|FATAL) Error: /.test(message);
}

/**
 * The error of every call after the engine has died.
 * @param cause text of the error it died of
 */
export function deadEngine(cause: string): Error {
  return new Error(`The database stopped working and must be opened again (${cause})`);
}
