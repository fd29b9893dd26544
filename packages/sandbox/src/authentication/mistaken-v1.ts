import { createHmac } from 'node:crypto';
import { canonicalQuery, percentEncode, signatureV1, type Parameters } from 'aliyun-sms-client';
import type { SignedCall } from './signed-call.ts';
import {
  blankSecrets,
  nearbyDates,
  otherMethod,
  type Candidate,
  type MistakenSignatures,
} from './mistaken-signatures.ts';
import { decodedAgain, withPlusKept } from './repaired-parameters.ts';
import { QUERY_MISTAKES, type Mistake } from './signature-mistakes.ts';
import type { WireRequest } from '../wire/wire-request.ts';

/** The V1 signatures that this request would have with each known mistake. */
export function mistakenV1(
  { method, parameters, rawQuery, form }: WireRequest,
  { timestamp, signature: received }: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): MistakenSignatures {
  const text = (query: string, forMethod = method): string =>
    `${forMethod}&%2F&${percentEncode(query)}`;
  const sign = (query: string, key = secret): string => signatureV1(key, text(query));
  const query = canonicalQuery(withoutSignature(parameters));
  const correct = sign(query);
  const hmac = (algorithm: string, key: string): Buffer =>
    createHmac(algorithm, key).update(text(query)).digest();
  const repaired = (mistake: Mistake, read: Parameters): Candidate => [
    mistake,
    sign(canonicalQuery(withoutSignature(read))),
    read['Signature'],
  ];
  const decodedTwice = decodedAgain(parameters);
  return {
    correct,
    candidates: [
      ...blankSecrets(secret).map((key): Candidate => ['blankInSecret', sign(query, key)]),
      ...otherSecrets.map((other): Candidate => ['otherSecret', sign(query, other)]),
      ['missingAmpersand', hmac('sha1', secret).toString('base64')],
      ['otherAlgorithm', hmac('sha256', `${secret}&`).toString('base64')],
      ['wrongOutput', hmac('sha1', `${secret}&`).toString('hex'), received.toLowerCase()],
      ['plusNotEncoded', correct, received.replaceAll(' ', '+')],
      repaired('plusNotEncoded', withPlusKept(rawQuery, form)),
      ['sentEncodedTwice', correct, decodedTwice['Signature']],
      repaired('sentEncodedTwice', decodedTwice),
      repaired('sentEncodedTwice', { ...decodedTwice, Signature: received }),
      ['wrongMethod', signatureV1(secret, text(query, otherMethod(method)))],
      ...QUERY_MISTAKES.map(([mistake, write]): Candidate => [
        mistake,
        sign(write(withoutSignature(parameters))),
      ]),
      ...nearbyDates(timestamp).map((Timestamp): Candidate => [
        'wrongDate',
        sign(canonicalQuery({ ...withoutSignature(parameters), Timestamp })),
      ]),
    ],
  };
}

function withoutSignature(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'Signature'));
}
