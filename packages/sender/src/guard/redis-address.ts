import type { RedisClientOptions } from '@redis/client';
import { readFileSync } from 'node:fs';

/** Where Redis is and how to connect to it. */
export interface RedisAddress {
  /** More than one only for a cluster, where any node knows the others. */
  readonly urls: readonly string[];
  readonly cluster: boolean;
  /** For the other nodes of a cluster, which are discovered without user and password. */
  readonly login: Pick<RedisClientOptions, 'username' | 'password'>;
  readonly tls: TlsOptions | undefined;
}

interface TlsOptions {
  readonly tls: true;
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/**
 * The URL of Redis. Only from the environment, so that no setting can redirect it:
 * `ALIYUN_SMS_REDIS_URL`, or Logto's own `REDIS_URL` (where `true` means this machine).
 */
export function redisUrl(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const url = environment['ALIYUN_SMS_REDIS_URL'] || environment['REDIS_URL'];
  return isYes(url) ? 'redis://127.0.0.1:6379' : url;
}

/**
 * Reads the URL with the parameters that Logto's `REDIS_URL` takes: `cluster=1` with further nodes as
 * `host=name:port`; for `rediss:` the files `certroot`, `cert` and `key`. Throws if the URL or a file
 * cannot be read. Unlike in Logto, certificates are checked unless `reject_unauthorized=0`.
 *
 * Source: packages/core/src/caches/index.ts of Logto.
 */
export function readRedisAddress(url: string): RedisAddress {
  const { protocol, host, username, password, searchParams } = new URL(url);
  const cluster = isYes(searchParams.get('cluster'));
  const hosts = [host, ...searchParams.getAll('host')].filter((name) => name !== '');
  return {
    urls: cluster ? hosts.map((name) => `${protocol}//${name}`) : [url],
    cluster,
    login: {
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    },
    tls: protocol === 'rediss:' ? tlsOptions(searchParams) : undefined,
  };
}

const FILES = { ca: 'certroot', cert: 'cert', key: 'key' } as const;

function tlsOptions(parameters: URLSearchParams): TlsOptions {
  const files = Object.entries(FILES).flatMap(([option, parameter]) => {
    const path = parameters.get(parameter);
    return path === null ? [] : [[option, readFileSync(path, 'utf8')]];
  });
  const rejectUnauthorized = !/^(?:0|false|no|n)$/i.test(
    parameters.get('reject_unauthorized') ?? '',
  );
  return { tls: true, rejectUnauthorized, ...Object.fromEntries(files) };
}

function isYes(text: string | null | undefined): boolean {
  return /^(?:1|true|yes|y)$/i.test(text ?? '');
}
