import { readSeedFile, startSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import type { Action } from '../../command.ts';
import { cannotListen, notWritten, usageFailure } from '../../failure.ts';
import type { Options } from '../../options.ts';
import { sandboxPort } from '../../ports.ts';
import { showCalls } from './show-calls.ts';
import { stopped } from '../../terminal.ts';

export const run: Action = async (context) => {
  const { output, options, terminal } = context;
  const port = sandboxPort(context);
  const host = options.text('host') ?? '127.0.0.1';
  const sandbox = await startSandbox({ port, host, ...settings(options) })
    .catch(cannotListen(port, '--port', host))
    .catch(notWritten(options.text('persist') ?? ''));
  try {
    const inbox = `${sandbox.url}/inbox/`;
    const accessKeyId = sandbox.accounts.keys()[0]?.accessKeyId ?? '';
    const isReadyMade = options.text('seed') === undefined;
    output.result({ url: sandbox.url, inbox, accessKeyId, port: sandbox.port });
    const label = (en: string, zh: string) => output.paint('dim', output.text({ en, zh }));
    output.print();
    output.table(
      [
        [label('Endpoint', '接口地址'), output.paint('cyan', sandbox.url)],
        [label('Inbox', '收件箱'), output.paint('cyan', inbox)],
        [label('Access key', '访问密钥'), isReadyMade ? 'testid / testsecret' : accessKeyId],
        ...(isReadyMade
          ? [
              [label('Signature', '签名'), '阿里云短信测试'],
              [label('Template', '模板'), 'SMS_154950909'],
            ]
          : []),
      ],
      { indent: '  ' },
    );
    output.print();
    output.print(
      `  ${label('What it takes and refuses is told here. Ctrl-C ends it.', '受理和拒绝的调用会显示在下面。按 Ctrl-C 结束。')}`,
    );
    output.print();
    const hideCalls = showCalls(context, sandbox);
    await stopped(terminal);
    hideCalls();
  } finally {
    await sandbox.close();
  }
};

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
