import { channel } from 'node:diagnostics_channel';
import type { CredentialsProvider } from '../credentials.ts';
import { AliyunSmsCredentialsError } from '../errors.ts';
import {
  credentialsError,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';

/** Temporary keys are renewed this long before they expire. Milliseconds. */
const MARGIN_MS = 5 * 60 * 1000;

/** Shortest time between background renewals, so that not every send calls a failing service. Milliseconds. */
const PAUSE_MS = 1000;

/**
 * Publishes `{ message, goodUntil }` each time a source fails. `goodUntil`, milliseconds since the
 * epoch, is absent unless the old key is still valid.
 */
const failures = channel('aliyun-sms:credentials');

/**
 * Caches a source's key and renews it in the background shortly before it expires: nobody waits while
 * the old key is valid, and a failed renewal is retried a second later. However many callers there are,
 * the source is called once at a time. `absent`: the message if the source is not configured.
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

  /** Whether no renewal is due: the key is valid for long, or valid and a renewal was just tried. */
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
    // A failure is published by ask(), and the next call that needs the new key tries again.
    pending.catch(() => undefined);
    return current;
  };
}
