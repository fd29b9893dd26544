import {
  optionsFromFlags,
  PersistRefused,
  startFacts,
  startRows,
  startSandbox,
  type SandboxFlagValues,
  type StartSandboxOptions,
} from 'aliyun-sms-sandbox';
import type { Action } from '../../command.ts';
import { CommandFailure, cannotListen, notWritten, usageFailure } from '../../failure.ts';
import type { Options } from '../../options.ts';
import { sandboxPort } from '../../ports.ts';
import { showCalls } from './show-calls.ts';
import { stopped } from '../../terminal.ts';

export const run: Action = async (context) => {
  const { output, options, terminal } = context;
  const port = sandboxPort(context);
  const values = flagValues(options);
  const sandbox = await startSandbox(read(port, values))
    .catch(refusedFile)
    .catch(cannotListen(port, '--port', values.host))
    .catch(notWritten(values.persist ?? ''));
  try {
    output.result(startFacts(sandbox));
    output.print();
    output.table(
      startRows(sandbox, values).map(({ label, value }) => [
        output.label(label),
        value.startsWith(sandbox.url) ? output.paint('cyan', value) : value,
      ]),
      { indent: '  ' },
    );
    output.print();
    output.print(
      `  ${output.label({ en: 'Accepted and refused calls appear here. Press Ctrl-C to stop.', zh: '受理和拒绝的调用会显示在下面。按 Ctrl-C 结束。' })}`,
    );
    output.print();
    const hideCalls = showCalls(context, sandbox);
    await stopped(terminal);
    hideCalls();
  } finally {
    await sandbox.close();
  }
};

/** The sandbox says in both languages why it refuses to write to a file. */
function refusedFile(error: unknown): never {
  if (!(error instanceof PersistRefused)) throw error;
  throw new CommandFailure(error.text, { cause: error });
}

const flagValues = (options: Options): SandboxFlagValues => ({
  host: options.text('host'),
  seed: options.text('seed'),
  persist: options.text('persist'),
  allowHost: options.list('allowHost'),
  allowOrigin: options.list('allowOrigin'),
  allowFrame: options.list('allowFrame'),
  allowReceiptHost: options.list('allowReceiptHost'),
});

/** An invalid seed is wrong usage. */
function read(port: number, values: SandboxFlagValues): StartSandboxOptions {
  try {
    return optionsFromFlags(port, values);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw usageFailure({ en: text, zh: text });
  }
}
