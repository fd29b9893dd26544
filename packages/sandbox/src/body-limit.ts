/** Larger request bodies are refused. */
export const MAX_BODY_BYTES = 1024 * 1024;
export const BODY_TOO_LARGE = 'The request body is larger than 1 MiB.';
