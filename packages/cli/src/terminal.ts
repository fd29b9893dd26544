import type { Readable, Writable } from 'node:stream';

/** The process as a command sees it. Tests pass their own. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C or SIGTERM: long-running commands end cleanly. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Resolves when the terminal asks to stop. */
export async function stopped({ signal }: Pick<Terminal, 'signal'>): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
