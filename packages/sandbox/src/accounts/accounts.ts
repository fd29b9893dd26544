import type { AccessKey, AccountStart, SignName, Template } from './seed.ts';
import { WatchedMap } from './watched-map.ts';

/** One Aliyun account and what it owns, as changed by operations. */
export interface Account {
  readonly id: string;
  readonly start: AccountStart;
  /** By name. */
  readonly signNames: WatchedMap<SignName>;
  /** By code. */
  readonly templates: WatchedMap<Template>;
  /** Segments left; absent: unlimited. */
  balance?: number;
  /** Accepted messages by day (`20260102`) and month (`202601`) in China, if these are capped. */
  readonly accepted: Map<string, number>;
  /** Applications on the latest day in China (`20260102`) that had any. */
  readonly applications: Partial<Record<'signNames' | 'templates', DayCount>>;
}

interface DayCount {
  readonly day: string;
  readonly count: number;
}

export interface KeyHolder {
  readonly key: AccessKey;
  readonly account: Account;
}

/** What a review is about: a signature by its name, or a template by its code. */
export type Subject =
  | { readonly account: string; readonly signName: string }
  | { readonly account: string; readonly templateCode: string };

export type AccountEvent =
  /** Created, changed or deleted. */
  | { readonly type: 'changed'; readonly subject: Subject }
  /** Everything was reset to the start state. */
  | { readonly type: 'reset' };

/** The accounts of a sandbox, found by access key id. */
export class AccountBook {
  readonly #starts: readonly AccountStart[];
  readonly #byKeyId = new Map<string, KeyHolder>();
  readonly #byId = new Map<string, Account>();
  readonly #listeners = new Set<(event: AccountEvent) => void>();

  constructor(starts: readonly AccountStart[]) {
    this.#starts = starts;
    this.#open();
  }

  find(accessKeyId: string): KeyHolder | undefined {
    return this.#byKeyId.get(accessKeyId);
  }

  keys(): readonly AccessKey[] {
    return [...this.#byKeyId.values()].map(({ key }) => key);
  }

  get(id: string): Account | undefined {
    return this.#byId.get(id);
  }

  all(): readonly Account[] {
    return [...this.#byId.values()];
  }

  /** What differs from the start state, including what was deleted. */
  changed(): readonly Subject[] {
    return this.all().flatMap(({ id, start, signNames, templates }) => [
      ...differences(
        signNames,
        start.signNames.map((one) => [one.signName, one]),
      ).map((signName) => ({ account: id, signName })),
      ...differences(
        templates,
        start.templates.map((one) => [one.templateCode, one]),
      ).map((templateCode) => ({ account: id, templateCode })),
    ]);
  }

  reset(): void {
    this.#open();
    this.#emit({ type: 'reset' });
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: AccountEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #open(): void {
    this.#byKeyId.clear();
    this.#byId.clear();
    for (const start of this.#starts) {
      const account = open(start, (subject) => this.#emit({ type: 'changed', subject }));
      this.#byId.set(account.id, account);
      for (const key of start.keys) {
        this.#byKeyId.set(key.accessKeyId, { key, account });
      }
    }
  }

  #emit(event: AccountEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }
}

function open(start: AccountStart, changed: (subject: Subject) => void): Account {
  const account = start.id;
  return {
    id: account,
    start,
    signNames: new WatchedMap(
      start.signNames.map((signName) => [signName.signName, signName]),
      (signName) => changed({ account, signName }),
    ),
    templates: new WatchedMap(
      start.templates.map((template) => [template.templateCode, template]),
      (templateCode) => changed({ account, templateCode }),
    ),
    ...(start.balance === undefined ? {} : { balance: start.balance }),
    accepted: new Map(),
    applications: {},
  };
}

/** The keys whose values differ from the start state. */
function differences<T>(
  now: ReadonlyMap<string, T>,
  start: readonly (readonly [string, T])[],
): readonly string[] {
  const before = new Map(start);
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter((key) => now.get(key) !== before.get(key));
}
