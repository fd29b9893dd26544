import type { SignedCall } from './signed-call.ts';
import type { SignatureDiagnosis } from '../requests/request-log.ts';
import { mistakenV1 } from './mistaken-v1.ts';
import { mistakenV3 } from './mistaken-v3.ts';
import { MISTAKES, type Mistake } from './signature-mistakes.ts';
import type { WireRequest } from '../wire/wire-request.ts';

/**
 * Tries the known mistakes, one at a time, on a request whose signature is wrong; the one that
 * explains it, or none. `secret`: of the key that the call names; `otherSecrets`: of all others.
 */
export function diagnoseSignature(
  request: WireRequest,
  signed: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): readonly SignatureDiagnosis[] {
  const { right, candidates } =
    signed.version === 'V1'
      ? mistakenV1(request, signed, secret, otherSecrets)
      : mistakenV3(request, signed, secret, otherSecrets);
  if (signed.signature === right) {
    return rightButFor(signed.version, request);
  }
  const found = candidates.find(
    ([, signature, received = signed.signature]) => signature === received,
  );
  return found === undefined ? [] : told(found[0]);
}

/** The signature is right and something else about it is not. */
function rightButFor(
  version: SignedCall['version'],
  { parameters }: WireRequest,
): readonly SignatureDiagnosis[] {
  if (version === 'V3') {
    return told('wrongBodyHash');
  }
  const method = parameters['SignatureMethod'] ?? '';
  return method === '' || method.toUpperCase() === 'HMAC-SHA1' ? [] : told('declaredMethod');
}

function told(mistake: Mistake): readonly SignatureDiagnosis[] {
  return [{ mistake, explanation: MISTAKES[mistake] }];
}
