import type { Words } from 'aliyun-sms-client';
/**
 * The file cannot be used for keeping. `EFOREIGN`: it, or one that would stand beside it, is not the
 * sandbox's own; it was left as it is. `ELOCKED`: another process keeps its messages there.
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
    en: `${path} is not a file of the sandbox; it was left as it is. Choose another for --persist.`,
    zh: `${path} 不是沙箱的文件，未作任何改动。请为 --persist 另选文件。`,
  });
}
