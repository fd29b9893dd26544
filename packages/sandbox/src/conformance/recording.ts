import { CHANNELS } from 'aliyun-sms-client';
import { z } from 'zod';
import { withoutOwn } from './answer.ts';
import { askSandbox, ownTexts, versionOf, type ProbeOutcome } from './ask-probe.ts';
import { compareAnswers, type AnswerDifference } from './compare.ts';
import { createStandIn, type OwnTemplate } from './stand-in.ts';

const wire = z.strictObject({
  method: z.enum(['GET', 'PUT']).optional(),
  scheme: z.literal('V3').optional(),
  form: z.boolean().optional(),
  without: z.array(z.string()).optional(),
  spoilt: z.enum(['secret', 'form', 'body']).optional(),
  minutes: z.number().optional(),
  twice: z.enum(['same', 'anew']).optional(),
});

/** One call to the live service and its answer. */
const entry = z.strictObject({
  what: z.string(),
  /** Default `sms`. */
  product: z.enum(CHANNELS).default('sms'),
  request: z.record(z.string(), z.string()),
  wire: wire.optional(),
  /** `Code` and `Message`, if known. */
  answer: z.strictObject({ Code: z.string().optional(), Message: z.string().optional() }),
  /** HTTP status, content type and the types of the answer's fields, if recorded. */
  status: z.number().optional(),
  format: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  /** Attribute of the variable in the account's own template. */
  attribute: z.string().optional(),
  /** Where and when it was seen. */
  source: z.array(z.string()).min(1),
  seen: z.string(),
  /** Fields of the answer that are inferred, not recorded. */
  unrecorded: z.array(z.string()).optional(),
  /** If sources disagree: the sandbox settings that reproduce this answer. */
  settings: z.object({}).loose().optional(),
});

/** A file of recorded answers. */
export const recordingSchema = z.array(entry);

export type RecordedAnswer = z.output<typeof entry>;

/** An outcome as an entry for a file, with the probe as defined, without any of the account's values. */
export function recordedAnswer(
  { probe, aliyun }: ProbeOutcome,
  seen: string,
  own?: OwnTemplate,
): RecordedAnswer {
  const { what, product, request, wire: onWire, paid } = probe;
  const { status, format, code, message, fields } = aliyun;
  return {
    what: what.en,
    product,
    request: { ...request },
    ...(onWire === undefined ? {} : { wire: wire.parse(onWire) }),
    answer: { Code: code, Message: message },
    status,
    format,
    fields: { ...fields },
    ...(paid === undefined || own?.attribute === undefined ? {} : { attribute: own.attribute }),
    source: ['aliyun-sms conform'],
    seen,
  };
}

const KEY = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const OWN: OwnTemplate = {
  number: '13900001234',
  signName: '示例科技',
  templateCode: 'SMS_CODE',
  variable: 'code',
  content: '您的验证码为${code}，请勿泄露。',
};
const TEMPLATES = [
  { templateCode: 'SMS_NOTICE', content: '服务在${time}的状态为${status}', type: 1 as const },
  {
    templateCode: 'SMS_NAME',
    content: '${name}您好，您的订单已发货。',
    type: 1 as const,
    rule: { name: 'name' },
  },
];
/** In the middle of a minute, so that two calls fall into the same one. */
const NOW = Date.parse('2026-01-02T04:00:30Z');

/** Makes a recorded call to a sandbox; returns the differences between its answer and the recorded one. */
export async function replay(recorded: RecordedAnswer): Promise<readonly AnswerDifference[]> {
  const { request, wire: onWire, answer, status, format, fields, attribute, settings } = recorded;
  const own = { ...OWN, attribute };
  const standIn = createStandIn({ key: KEY, own, templates: TEMPLATES, settings });
  let calls = 0;
  const caller = {
    key: KEY,
    own,
    version: versionOf(recorded),
    origin: 'http://sandbox',
    moment: () => ({ now: NOW, nonce: `${(calls += 1)}` }),
  };
  const given = await askSandbox({ request, wire: onWire }, caller, standIn);
  const { Code: code, Message: message } = answer;
  const known = {
    code,
    message: message === undefined ? undefined : withoutOwn(message, ownTexts(caller)),
    status,
    format,
    fields,
  };
  return compareAnswers(known, given);
}
