import { randomUUID } from 'node:crypto';
import { canonicalQuery, signatureV1, stringToSignV1 } from 'aliyun-sms-client';
import type { Sandbox } from '../sandbox.ts';
import type { SandboxRequest } from '../wire/wire-request.ts';

type Parameters = Readonly<Record<string, string>>;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A send with the test pair; only the number is missing. */
export const SEND = {
  Action: 'SendSms',
  SignName: '阿里云短信测试',
  TemplateCode: 'SMS_154950909',
  TemplateParam: '{"code":"123456"}',
};

/** The common V1 parameters of a call, without the signature. */
export function commonParameters(time: number): Record<string, string> {
  return {
    Version: '2017-05-25',
    Format: 'JSON',
    AccessKeyId: 'testid',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}

/** A call signed with V1, as a form. `time`: of signing, in ms. */
export function signedV1(
  parameters: Parameters,
  time: number,
  secret = 'testsecret',
): SandboxRequest {
  const all: Record<string, string> = { ...commonParameters(time), ...parameters };
  const signed = { ...all, Signature: signatureV1(secret, stringToSignV1('POST', all)) };
  return { method: 'POST', url: 'http://sandbox/', headers: FORM, body: canonicalQuery(signed) };
}

/** The JSON answer to a call with the ready-made key. */
export async function callSandbox(
  sandbox: Sandbox,
  parameters: Parameters,
): Promise<Record<string, unknown>> {
  const { body } = await sandbox.handle(signedV1(parameters, sandbox.clock.now()));
  return JSON.parse(body);
}
