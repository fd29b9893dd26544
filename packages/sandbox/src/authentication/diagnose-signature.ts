import type { SignedCall } from './signed-call.ts';
import type { SignatureDiagnosis } from '../requests/request-log.ts';
import { mistakenV1 } from './mistaken-v1.ts';
import { mistakenV3 } from './mistaken-v3.ts';
import { MISTAKES, type Mistake } from './signature-mistakes.ts';
import type { WireRequest } from '../wire/wire-request.ts';

/**
 * Tries the known mistakes, one at a time, on a request with a wrong signature; returns the one that
 * explains it, or none. `secret`: of the call's key; `otherSecrets`: of all other keys.
 */
export function diagnoseSignature(
  request: WireRequest,
  signed: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): readonly SignatureDiagnosis[] {
  const { correct, candidates } =
    signed.version === 'V1'
      ? mistakenV1(request, signed, secret, otherSecrets)
      : mistakenV3(request, signed, secret, otherSecrets);
  if (signed.signature === correct) {
    return diagnoseCorrect(signed.version, request);
  }
  const found = candidates.find(
    ([, signature, received = signed.signature]) => signature === received,
  );
  return found === undefined ? [] : diagnosis(found[0]);
}

/** The signature is correct, so that the mistake is in what the request declares about it. */
function diagnoseCorrect(
  version: SignedCall['version'],
  { parameters }: WireRequest,
): readonly SignatureDiagnosis[] {
  if (version === 'V3') {
    return diagnosis('wrongBodyHash');
  }
  return parameters['SignatureMethod']?.toUpperCase() === 'HMAC-SHA1'
    ? []
    : diagnosis('declaredMethod');
}

function diagnosis(mistake: Mistake): readonly SignatureDiagnosis[] {
  return [{ mistake, explanation: MISTAKES[mistake] }];
}
