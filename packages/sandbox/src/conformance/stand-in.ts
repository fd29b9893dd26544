import type { Credentials } from 'aliyun-sms-client';
import { DEFAULT_ACCOUNTS } from '../accounts/default-accounts.ts';
import type { AccountSeed, SandboxSeed } from '../accounts/seed.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import type { OwnThings } from './probe.ts';

/** The account's own values, and its template as the live service describes it. */
export interface OwnTemplate extends OwnThings {
  /** With `${name}` for its variable. */
  readonly content: string;
  /** Attribute of the variable, `numberCaptcha`. */
  readonly attribute?: string | undefined;
}

export interface StandInOptions {
  readonly key: Credentials;
  readonly own?: OwnTemplate | undefined;
  readonly templates?: AccountSeed['templates'];
  readonly settings?: SandboxSeed['settings'];
}

/** A sandbox with the caller's key, and with the ready-made signatures and templates, so that lists are
 *  not empty. */
export function createStandIn({ key, own, templates = [], settings }: StandInOptions): Sandbox {
  const [ready] = DEFAULT_ACCOUNTS;
  const { accessKeyId, accessKeySecret, securityToken } = key;
  const keys = [
    { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) },
  ];
  const added = [...templates, ...(own === undefined ? [] : [ownTemplate(own)])];
  const codes = new Set(added.map(({ templateCode }) => templateCode));
  const account: AccountSeed = {
    id: 'conform',
    keys,
    signNames: [
      ...(ready?.signNames ?? []).filter(({ signName }) => signName !== own?.signName),
      ...(own === undefined ? [] : [{ signName: own.signName }]),
    ],
    templates: [
      ...(ready?.templates ?? []).filter(({ templateCode }) => !codes.has(templateCode)),
      ...added,
    ],
  };
  return createSandbox({
    seed: { accounts: [account], ...(settings === undefined ? {} : { settings }) },
  });
}

function ownTemplate({ templateCode, content, variable, attribute }: OwnTemplate) {
  return {
    templateCode,
    content,
    ...(attribute === undefined ? {} : { rule: { [variable]: attribute } }),
  };
}
