import { PersistRefused, readSeedFile, startSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import type { Action } from '../../command.ts';
import { CommandFailure, cannotListen, notWritten, usageFailure } from '../../failure.ts';
import type { Options } from '../../options.ts';
import { sandboxPort } from '../../ports.ts';
import { showCalls } from './show-calls.ts';
import { stopped } from '../../terminal.ts';

export const run: Action = async (context) => {
  const { output, options, terminal } = context;
  const port = sandboxPort(context);
  const host = options.text('host') ?? '127.0.0.1';
  const sandbox = await startSandbox({ port, host, ...settings(options) })
    .catch(refusedFile)
    .catch(cannotListen(port, '--port', host))
    .catch(notWritten(options.text('persist') ?? ''));
  try {
    const inbox = `${sandbox.url}/inbox/`;
    const accessKeyId = sandbox.accounts.keys()[0]?.accessKeyId ?? '';
    const isReadyMade = options.text('seed') === undefined;
    output.result({ url: sandbox.url, inbox, accessKeyId, port: sandbox.port });
    output.print();
    output.table(
      [
        [output.label({ en: 'Endpoint', zh: '接口地址' }), output.paint('cyan', sandbox.url)],
        [output.label({ en: 'Inbox', zh: '收件箱' }), output.paint('cyan', inbox)],
        [
          output.label({ en: 'Access key', zh: '访问密钥' }),
          isReadyMade ? 'testid / testsecret' : accessKeyId,
        ],
        ...(isReadyMade
          ? [
              [output.label({ en: 'Signature', zh: '签名' }), '阿里云短信测试'],
              [output.label({ en: 'Template', zh: '模板' }), 'SMS_154950909'],
            ]
          : []),
      ],
      { indent: '  ' },
    );
    output.print();
    output.print(
      `  ${output.label({ en: 'What it takes and refuses is told here. Ctrl-C ends it.', zh: '受理和拒绝的调用会显示在下面。按 Ctrl-C 结束。' })}`,
    );
    output.print();
    const hideCalls = showCalls(context, sandbox);
    await stopped(terminal);
    hideCalls();
  } finally {
    await sandbox.close();
  }
};

/** The sandbox says in both languages why it keeps its hands off a file. */
function refusedFile(error: unknown): never {
  if (!(error instanceof PersistRefused)) throw error;
  throw new CommandFailure(error.text, { cause: error });
}

function settings(options: Options): {
  seed?: SandboxSeed;
  persist?: string;
  allowHosts: readonly string[];
  allowOrigins: readonly string[];
  allowFrame: readonly string[];
  allowReceiptHosts: readonly string[];
} {
  const seed = options.text('seed');
  const persist = options.text('persist');
  return {
    ...(seed === undefined ? {} : { seed: readSeed(seed) }),
    ...(persist === undefined ? {} : { persist }),
    allowHosts: options.list('allowHost'),
    allowOrigins: options.list('allowOrigin'),
    allowFrame: options.list('allowFrame'),
    allowReceiptHosts: options.list('allowReceiptHost'),
  };
}

function readSeed(path: string): SandboxSeed {
  try {
    return readSeedFile(path);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw usageFailure({ en: text, zh: text });
  }
}
