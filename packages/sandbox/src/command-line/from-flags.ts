import type { Words } from 'aliyun-sms-client';
import { readSeedFile } from '../accounts/seed-file.ts';
import type { RunningSandbox, StartSandboxOptions } from '../start-sandbox.ts';

/** The values of `SANDBOX_FLAGS`, except the port. */
export interface SandboxFlagValues {
  readonly host?: string | undefined;
  readonly seed?: string | undefined;
  readonly persist?: string | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly allowOrigin?: readonly string[] | undefined;
  readonly allowFrame?: readonly string[] | undefined;
  readonly allowReceiptHost?: readonly string[] | undefined;
}

/** Flags as options of `startSandbox`. Throws an `Error` that says what is wrong in the seed file. */
export function optionsFromFlags(port: number, values: SandboxFlagValues): StartSandboxOptions {
  const { host, seed, persist } = values;
  return {
    port,
    ...(host === undefined ? {} : { host }),
    ...(seed === undefined ? {} : { seed: readSeedFile(seed) }),
    ...(persist === undefined ? {} : { persist }),
    allowHosts: values.allowHost ?? [],
    allowOrigins: values.allowOrigin ?? [],
    allowFrame: values.allowFrame ?? [],
    allowReceiptHosts: values.allowReceiptHost ?? [],
  };
}

/** What a started sandbox prints for programs (`--json`). */
export function startFacts({ url, port, accounts }: RunningSandbox) {
  const accessKeyId = accounts.keys()[0]?.accessKeyId ?? '';
  return { url, inbox: `${url}/inbox/`, accessKeyId, port };
}

/** One line of what the terminal shows after the start. */
export interface StartRow {
  readonly label: Words;
  readonly value: string;
}

/** The same for people and, unless a seed replaces it, the ready-made signature and template. */
export function startRows(
  sandbox: RunningSandbox,
  { seed }: SandboxFlagValues,
): readonly StartRow[] {
  const { url, inbox, accessKeyId } = startFacts(sandbox);
  const isReadyMade = seed === undefined;
  return [
    { label: { en: 'Endpoint', zh: '接入地址' }, value: url },
    { label: { en: 'Inbox', zh: '收件箱' }, value: inbox },
    {
      label: { en: 'Access key', zh: '访问密钥' },
      value: isReadyMade ? 'testid / testsecret' : accessKeyId,
    },
    ...(isReadyMade
      ? [
          { label: { en: 'Signature', zh: '签名' }, value: '阿里云短信测试' },
          { label: { en: 'Template', zh: '模板' }, value: 'SMS_154950909' },
        ]
      : []),
  ];
}
