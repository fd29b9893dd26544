import { channel } from 'node:diagnostics_channel';
import type { CredentialsProvider } from '../credentials.ts';
import { AliyunSmsCredentialsError } from '../errors.ts';
import {
  credentialsError,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';

/** Temporary keys are renewed this long before they run out. Milliseconds. */
const MARGIN_MS = 5 * 60 * 1000;

/** Renewals in the background begin at most this often: a service that refuses is not asked by each send. */
const PAUSE_MS = 1000;

/**
 * Tells `{ message, goodUntil }` of each time that a source fails, also while the old key is good: until
 * then, in milliseconds since the epoch.
 */
const failures = channel('aliyun-sms:credentials');

/**
 * Remembers what a source gave. Shortly before it runs out it is renewed in the background: as long as
 * the old key is good nobody waits, and a renewal that fails is tried again a second later. However
 * many calls there are, the source is asked once at a time.
 * `absent`: what to say where the source is not there at all.
 */
export function refreshing(
  source: CredentialSource,
  context: CredentialContext,
  absent = 'This source of credentials is not configured.',
): CredentialsProvider {
  let current: ExpiringCredentials | undefined;
  let pending: Promise<ExpiringCredentials> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  const lifetime = () => (current?.expiration ?? Infinity) - context.now();

  /** Whether it is no time to ask: the key is good for long, or was just asked for and is still good. */
  const isFresh = () => {
    const since = context.now() - askedAt;
    return lifetime() > (since >= 0 && since < PAUSE_MS ? 0 : MARGIN_MS);
  };

  async function ask(): Promise<ExpiringCredentials> {
    askedAt = context.now();
    try {
      current = (await source(context)) ?? current;
    } catch (error) {
      const isGood = current !== undefined && lifetime() > 0;
      failures.publish({
        message: error instanceof AliyunSmsCredentialsError ? error.message : '',
        goodUntil: isGood ? current?.expiration : undefined,
      });
      if (!isGood) {
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
    if (current !== undefined && !refresh && isFresh()) {
      return current;
    }
    pending ??= ask();
    if (current === undefined || refresh || lifetime() <= 0) {
      return pending;
    }
    // The key may run out meanwhile; whoever needs the new one asks for it again.
    pending.catch(() => undefined);
    return current;
  };
}
