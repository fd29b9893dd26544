import { signatureV1, stringToSignV1, type Parameters } from 'aliyun-sms-client';
import type { SignedCall, SignedTexts } from './signed-call.ts';
import { missing, Refusal } from '../wire/refusal.ts';
import type { AccessKey } from '../accounts/seed.ts';
import type { WireRequest } from '../wire/wire-request.ts';

const MANDATORY = ['Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce'];

/**
 * Signature V1 (`HMAC-SHA1`): everything is a parameter of the query or the form. The server decodes
 * and encodes the parameters again, because clients need not send them in canonical form.
 * Source: https://help.aliyun.com/document_detail/25490.htm
 */
export class SignedCallV1 implements SignedCall {
  readonly version = 'V1';
  readonly names: readonly string[] = [];
  texts: SignedTexts | undefined = undefined;
  readonly #method: string;
  readonly #parameters: Parameters;

  constructor({ method, parameters }: WireRequest) {
    this.#method = method;
    this.#parameters = parameters;
  }

  get accessKeyId(): string {
    return this.#parameter('AccessKeyId');
  }

  get securityToken(): string {
    return this.#parameter('SecurityToken');
  }

  get timestamp(): string {
    return this.#parameter('Timestamp');
  }

  get nonce(): string {
    return this.#parameter('SignatureNonce');
  }

  get signature(): string {
    return this.#parameter('Signature');
  }

  verify({ accessKeySecret }: AccessKey): void {
    this.#checkForm();
    const stringToSign = stringToSignV1(this.#method, this.#parameters);
    this.texts = { stringToSign };
    if (signatureV1(accessKeySecret, stringToSign) !== this.signature) {
      throw new Refusal('signature', 'SignatureDoesNotMatch', {
        message:
          'Specified signature is not matched with our calculation. ' +
          `server string to sign is:${stringToSign}`,
      });
    }
  }

  #checkForm(): void {
    const absent = MANDATORY.find((name) => this.#parameter(name) === '');
    if (absent !== undefined) {
      throw missing(absent);
    }
    if (this.#parameter('SignatureMethod').toUpperCase() !== 'HMAC-SHA1') {
      throw new Refusal('signature', 'InvalidSignatureMethod');
    }
    if (this.#parameter('SignatureVersion') !== '1.0') {
      throw new Refusal('signature', 'IncompleteSignature');
    }
  }

  #parameter(name: string): string {
    return this.#parameters[name] ?? '';
  }
}
