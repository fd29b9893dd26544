import { randomUUID } from 'node:crypto';
import { canonicalQuery, signatureV1, stringToSignV1 } from 'aliyun-sms-client';
import type { Sandbox } from '../sandbox.ts';
import type { SandboxRequest } from '../wire/wire-request.ts';

type Parameters = Readonly<Record<string, string>>;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A send with the ready-made pair; only the number is missing. */
export const SEND = {
  Action: 'SendSms',
  SignName: '阿里云短信测试',
  TemplateCode: 'SMS_154950909',
  TemplateParam: '{"code":"123456"}',
};

/** A call's V1 parameters without its signature; any of them may be replaced. */
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

/** A call signed by V1, all of it in a form. */
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
