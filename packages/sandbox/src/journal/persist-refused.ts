import type { Words } from 'aliyun-sms-client';

/**
 * The `persist` file cannot be used. `EFOREIGN`: the file, or the one in the place of its lock or
 * temporary file, was not written by the sandbox and was left unchanged. `ELOCKED`: another process is
 * using it.
 */
export class PersistRefused extends Error {
  override readonly name = 'PersistRefused';
  readonly code: 'EFOREIGN' | 'ELOCKED';
  /** The message, also in Chinese. */
  readonly text: Words;

  constructor(code: PersistRefused['code'], text: PersistRefused['text']) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}

export function foreign(path: string): PersistRefused {
  return new PersistRefused('EFOREIGN', {
    en: `${path} was not written by the sandbox and was left unchanged. Choose another file for --persist.`,
    zh: `${path} 不是沙箱的文件，未作任何改动。请为 --persist 另选文件。`,
  });
}
