const NAME = 'CommandFailure';

/** An error that a person can act on: its message is the one line that they read. */
export function commandFailure(message: string): Error {
  const error = new Error(message);
  error.name = NAME;
  return error;
}

/** Whether an error is one that a person can act on. */
export function isCommandFailure(error: unknown): error is Error {
  return error instanceof Error && error.name === NAME;
}
