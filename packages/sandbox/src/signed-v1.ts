import { signatureV1, stringToSignV1 } from 'aliyun-sms-client';
import type { SignedCall } from './authenticate.ts';
import { missing, Refusal } from './refusal.ts';
import type { WireRequest } from './wire-request.ts';

/**
 * Signature V1 (`HMAC-SHA1`): everything is a parameter, of the query or the form. The server
 * decodes what it received and encodes it anew, because no client's bytes are canonical.
 * Source: https://help.aliyun.com/document_detail/25490.htm
 */
export function readSignedV1({ method, parameters }: WireRequest): SignedCall {
  const parameter = (name: string): string => parameters[name] ?? '';
  return {
    version: 'V1',
    accessKeyId: parameter('AccessKeyId'),
    securityToken: parameter('SecurityToken'),
    timestamp: parameter('Timestamp'),
    nonce: parameter('SignatureNonce'),
    signature: parameter('Signature'),
    names: [],
    checkForm() {
      const absent = ['Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce'].find(
        (name) => parameter(name) === '',
      );
      if (absent !== undefined) {
        throw missing(absent);
      }
      if (parameter('SignatureMethod').toUpperCase() !== 'HMAC-SHA1') {
        throw new Refusal('signature', 'InvalidSignatureMethod');
      }
      if (parameter('SignatureVersion') !== '1.0') {
        throw new Refusal('signature', 'IncompleteSignature');
      }
    },
    texts() {
      const stringToSign = stringToSignV1(method, parameters);
      return {
        stringToSign,
        sign: (accessKeySecret) => signatureV1(accessKeySecret, stringToSign),
        mismatch:
          'Specified signature is not matched with our calculation. ' +
          `server string to sign is:${stringToSign}`,
      };
    },
  };
}
