/** Every kind of fault, each with the percentage of calls that it affects. */
const effects = [
  [1, { kind: 'apiCode', apiCode: 'Throttling.User' }],
  [1, { kind: 'apiCode', apiCode: 'Throttling.Api', status: 429 }],
  [1, { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' }],
  [1, { kind: 'apiCode', apiCode: 'isv.SMS_SIGNATURE_ILLEGAL' }],
  [1, { kind: 'apiCode', apiCode: 'isv.BUSINESS_LIMIT_CONTROL' }],
  [1, { kind: 'apiCode', apiCode: 'isv.MOBILE_NUMBER_ILLEGAL' }],
  [1, { kind: 'apiCode', apiCode: 'isp.SYSTEM_ERROR' }],
  [1, { kind: 'apiCode', apiCode: 'isp.GATEWAY_ERROR' }],
  [1, { kind: 'apiCode', apiCode: 'SignatureNonceUsed' }],
  [1, { kind: 'apiCode', apiCode: 'InvalidTimeStamp.Expired' }],
  [1, { kind: 'apiCode', apiCode: 'isv.SOMETHING_NEW' }],
  [1, { kind: 'status', status: 404 }],
  [1, { kind: 'status', status: 429 }],
  [1, { kind: 'status', status: 502 }],
  [1, { kind: 'status', status: 503 }],
  [3, { kind: 'delay', delayMs: 700 }],
  [1, { kind: 'delay', delayMs: 3000 }],
  [3, { kind: 'reset', when: 'before' }],
  [3, { kind: 'reset', when: 'after' }],
  [1, { kind: 'html' }],
  [1, { kind: 'garbage' }],
  [1, { kind: 'silence' }],
];

/** For `PUT /sandbox/v1/faults`. The probabilities are so small that their order hardly matters. */
export const faults = effects.map(([percent, effect]) => ({ probability: percent / 100, effect }));
