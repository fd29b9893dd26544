import {
  countSegments,
  textWithSignName,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import { fieldName, type Message, type Step } from 'aliyun-sms-sender';
import { shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import { render } from '../../aliyun/template-text.ts';
import type { Context } from '../../command.ts';
import { operationOf } from '../../settings/operation.ts';
import { stepJson } from '../../settings/step-json.ts';
import type { PlannedSend } from './plan-send.ts';

/** What will be sent, for people and for `--json`. */
export interface Preview {
  readonly rows: readonly (readonly string[])[];
  readonly json: object;
}

export function previewOf(
  context: Context,
  { number, steps, warnings }: PlannedSend,
  { text, code }: { readonly text: string | undefined; readonly code: string },
): Preview {
  const { options, output } = context;
  const [step, ...others] = steps;
  const to = shownNumber(context, number.e164);
  const shown = (value: string) => (options.flag('showCodes') ? value : withoutCodes(value, code));
  const segments = text === undefined ? undefined : countSegments(text, number.region);
  const rows = [
    [output.label({ en: 'To', zh: '号码' }), `${to} (${number.country})`],
    [output.label({ en: 'Channel', zh: '通道' }), channelLine(step)],
    ...wordRows(context, step.message),
  ];
  if (text !== undefined) {
    rows.push(
      [output.label({ en: 'Text', zh: '内容' }), shown(text)],
      [output.label({ en: 'Segments', zh: '计费条数' }), `${segments}`],
    );
  }
  if (others.length > 0) {
    const next = others.map(({ channel }) => `${channel.label} (${channel.channel})`).join(', ');
    rows.push([output.label({ en: 'If it fails', zh: '失败时改走' }), next]);
  }
  const notes = warnings.map(({ path, message }) => `${fieldName(path)}: ${output.text(message)}`);
  const fallbacks = others.map(({ channel }) => channel.label);
  const words = { ...shownStepJson(step, shown), text: text && shown(text), segments };
  return { rows, json: { to, ...words, fallbacks, warnings: notes } };
}

/** A step for `--json`; variables are shown as texts are. */
export function shownStepJson(step: Step, shown: (value: string) => string): object {
  const { message } = step;
  const params = message.kind === 'template' ? Object.entries(message.templateParam) : [];
  const templateParam = Object.fromEntries(params.map(([name, value]) => [name, shown(value)]));
  return { ...stepJson(step), ...(message.kind === 'template' && { templateParam }) };
}

const channelLine = (step: Step): string => `${step.channel.channel} (${operationOf(step)})`;

function wordRows({ output }: Context, message: Message): (readonly string[])[] {
  if (message.kind === 'text') {
    const { from } = message;
    return from === undefined ? [] : [[output.label({ en: 'Sender ID', zh: '发送方' }), from]];
  }
  return [
    [output.label({ en: 'Signature', zh: '签名' }), message.signName],
    [output.label({ en: 'Template', zh: '模板' }), message.templateCode],
  ];
}

/** What the phone will show; undefined if unknown: a key without the right to read templates can still
 *  send, and no operation returns the templates of SMS authentication. */
export async function renderedText(
  client: SmsClient,
  { channel, message }: Step,
  { region }: PhoneNumber,
): Promise<string | undefined> {
  if (message.kind === 'text') return message.text;
  if (channel.channel === 'mas') return undefined;
  const { signName, templateCode, templateParam } = message;
  try {
    const { templateContent } = await client.getSmsTemplate({ templateCode });
    if (templateContent === undefined) return undefined;
    return textWithSignName(signName, render(templateContent, templateParam), region);
  } catch {
    return undefined;
  }
}
