import type { AccessKey, AccountStart, SignName, Template } from './seed.ts';

/** One Aliyun account with what it owns; operations change it. */
export interface Account {
  readonly id: string;
  readonly start: AccountStart;
  /** By name. */
  readonly signNames: Map<string, SignName>;
  /** By code. */
  readonly templates: Map<string, Template>;
  /** Segments left; absent: no end. */
  balance?: number;
  /** Accepted messages by China's day (`20260102`) and month (`202601`), where these are capped. */
  readonly accepted: Map<string, number>;
}

export interface KeyHolder {
  readonly key: AccessKey;
  readonly account: Account;
}

/** The accounts of a sandbox, found by access key id. */
export class AccountBook {
  readonly #starts: readonly AccountStart[];
  readonly #byKeyId = new Map<string, KeyHolder>();

  constructor(starts: readonly AccountStart[]) {
    this.#starts = starts;
    this.reset();
  }

  find(accessKeyId: string): KeyHolder | undefined {
    return this.#byKeyId.get(accessKeyId);
  }

  keys(): readonly AccessKey[] {
    return [...this.#byKeyId.values()].map(({ key }) => key);
  }

  all(): readonly Account[] {
    return [...new Set([...this.#byKeyId.values()].map(({ account }) => account))];
  }

  reset(): void {
    this.#byKeyId.clear();
    for (const start of this.#starts) {
      const account = open(start);
      for (const key of start.keys) {
        this.#byKeyId.set(key.accessKeyId, { key, account });
      }
    }
  }
}

function open(start: AccountStart): Account {
  return {
    id: start.id,
    start,
    signNames: new Map(start.signNames.map((signName) => [signName.signName, signName])),
    templates: new Map(start.templates.map((template) => [template.templateCode, template])),
    ...(start.balance === undefined ? {} : { balance: start.balance }),
    accepted: new Map(),
  };
}
