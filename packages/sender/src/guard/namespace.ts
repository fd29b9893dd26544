import { createHmac } from 'node:crypto';
import type { Settings } from '../settings/read-settings.ts';

/** The owner of counts. */
export interface Namespace {
  /** Short, and the same in every process. */
  readonly id: string;
  /** Key for hashing the numbers and addresses stored in Redis. */
  readonly key: Buffer;
}

/**
 * The owner of counts and resends: two accounts share none. A change of other settings loses none, and
 * neither does a temporary key that changes every hour.
 */
export function namespaceOf({ main, guard }: Settings): string {
  if (guard?.namespace !== undefined) {
    return JSON.stringify([guard.namespace]);
  }
  const { credentials, signName } = main;
  const id = credentials.kind === 'accessKey' ? credentials.accessKeyId : 'environment';
  return JSON.stringify([id, signName ?? '']);
}

const known = new WeakMap<Settings, Namespace>();

/** With `ALIYUN_SMS_GUARD_KEY`, a reader of Redis cannot find numbers by trying them all. */
export function guardNamespace(settings: Settings): Namespace {
  const namespace = known.get(settings) ?? derive(namespaceOf(settings));
  known.set(settings, namespace);
  return namespace;
}

function derive(namespace: string): Namespace {
  const secret = process.env['ALIYUN_SMS_GUARD_KEY'] ?? '';
  const key = createHmac('sha256', secret).update(`aliyun-sms guard ${namespace}`).digest();
  return { id: createHmac('sha256', key).update('id').digest('base64url').slice(0, 11), key };
}
