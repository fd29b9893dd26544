import { randomBytes } from 'node:crypto';
import {
  EMPTY_BODY_SHA256,
  SIGNATURE_ALGORITHM_V3,
  canonicalQuery,
  canonicalRequest,
  signatureV3,
  signedHeaders,
  stringToSignV3,
} from 'aliyun-sms-client';
import { account, message } from './message.mjs';

/** Signed `SendSms` requests as bytes, each with a different nonce and number. */
export function signedRequests(host, count, firstNumber = 0) {
  return Array.from({ length: count }, (_, index) => signedRequest(host, firstNumber + index));
}

function signedRequest(host, index) {
  const query = canonicalQuery({
    PhoneNumbers: `139${String(index).padStart(8, '0')}`,
    SignName: message.signName,
    TemplateCode: message.templateCode,
    TemplateParam: '{"code":"123456"}',
  });
  const headers = {
    host: host,
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': EMPTY_BODY_SHA256,
    'x-acs-date': new Date().toISOString().replace(/\.\d+/, ''),
    'x-acs-signature-nonce': randomBytes(16).toString('hex'),
    'x-acs-version': '2017-05-25',
  };
  const parts = { method: 'POST', query, headers, bodySha256: EMPTY_BODY_SHA256 };
  const signature = signatureV3(account.accessKeySecret, stringToSignV3(canonicalRequest(parts)));
  const authorization =
    `${SIGNATURE_ALGORITHM_V3} Credential=${account.accessKeyId},` +
    `SignedHeaders=${signedHeaders(headers)},Signature=${signature}`;
  const lines = Object.entries({ ...headers, authorization, 'content-length': '0' });
  return Buffer.from(
    `POST /?${query} HTTP/1.1\r\n` +
      lines.map(([name, value]) => `${name}: ${value}\r\n`).join('') +
      '\r\n',
  );
}
