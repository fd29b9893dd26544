import type { CredentialsProvider } from '../credentials.ts';
import {
  credentialsError,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';

/** Temporary keys are renewed this long before they run out. Milliseconds. */
const MARGIN_MS = 5 * 60 * 1000;

/**
 * Remembers what a source gave until shortly before it runs out. However many calls wait, the source
 * is asked once at a time. If it fails while the old key is still good, the old key is used.
 * `absent`: what to say where the source is not there at all.
 */
export function refreshing(
  source: CredentialSource,
  context: CredentialContext,
  absent = 'This source of credentials is not configured.',
): CredentialsProvider {
  let current: ExpiringCredentials | undefined;
  let pending: Promise<ExpiringCredentials> | undefined;

  const lifetime = () => (current?.expiration ?? Infinity) - context.now();

  async function ask(): Promise<ExpiringCredentials> {
    try {
      current = (await source(context)) ?? current;
    } catch (error) {
      if (current === undefined || lifetime() <= 0) {
        throw error;
      }
    } finally {
      pending = undefined;
    }
    if (current === undefined) {
      throw credentialsError(absent);
    }
    return current;
  }

  return async ({ refresh = false } = {}) => {
    if (current !== undefined && !refresh && lifetime() > MARGIN_MS) {
      return current;
    }
    pending ??= ask();
    return pending;
  };
}
