import type { Words } from 'aliyun-sms-sender';

/** Why the gateway does not start: one sentence for the operator, without secrets. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}
