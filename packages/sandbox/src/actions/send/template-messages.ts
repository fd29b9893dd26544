import { textWithSignName, type PhoneNumber } from 'aliyun-sms-client';
import { Refusal } from '../../wire/refusal.ts';
import type { SignName, Template } from '../../accounts/seed.ts';
import { readRecipients } from '../../rules/recipients.ts';
import {
  MAX_TEMPLATE_TEXT,
  readTemplateParam,
  renderTemplate,
  tooLong,
} from '../../rules/template-param.ts';
import type { Draft } from '../../messages/deliveries.ts';
import { codeInTemplate } from '../../messages/verification-code.ts';
import type { Call } from '../operation.ts';
import {
  charge,
  checkAccount,
  checkBound,
  checkFlowControl,
  checkNumber,
  checkPair,
  noteSends,
  usableSignName,
  usableTemplate,
} from './sending.ts';

/** Maximum length of `OutId`. Documented for SendBatchSms only. */
const MAX_OUT_ID = 255;

/** What one call sends; entries are as written in the call. */
export interface TemplateSend {
  readonly templateCode: string;
  readonly outId: string;
  readonly entries: readonly {
    readonly number: string;
    readonly signName: string;
    readonly templateParam: string;
  }[];
  /** Maximum of numbers per call. */
  readonly maxNumbers: number;
}

/**
 * Checks and accepts the messages of one call, all or none; returns their BizId.
 *
 * Unverified: the order of these checks.
 */
export function sendTemplateMessages(call: Call, send: TemplateSend): string {
  const { account, state } = call;
  checkAccount(account);
  if (send.outId.length > MAX_OUT_ID) {
    throw new Refusal('parameters', 'isv.INVALID_PARAMETERS');
  }
  const { template, drafts } = readSend(call, send);
  const limited = drafts
    .filter(({ number }) => number.region === 'mainland')
    .map(({ number, signName }) => ({ account, signName, template, to: number.e164 }));
  checkFlowControl(call, limited);
  charge(call, drafts);
  noteSends(call, limited);
  const bizId = state.ids.bizId();
  state.deliveries.accept(call, bizId, ...drafts);
  return bizId;
}

function readSend(
  call: Call,
  { entries, templateCode, outId, maxNumbers }: TemplateSend,
): { template: Template; drafts: Draft[] } {
  const { account } = call;
  const signNames = entries.map(({ signName }) => usableSignName(account, signName));
  const template = usableTemplate(account, templateCode);
  for (const signName of signNames) {
    checkPair(signName, template);
  }
  const texts = entries.map(({ number }) => number);
  const numbers = readRecipients(texts, template, maxNumbers);
  const drafts: Draft[] = [];
  entries.forEach(({ templateParam }, index) => {
    const number = numbers[index];
    const signName = signNames[index];
    if (number !== undefined && signName !== undefined) {
      drafts.push(readDraft(call, number, signName, template, templateParam, outId));
    }
  });
  return { template, drafts };
}

function readDraft(
  { account, state }: Call,
  number: PhoneNumber,
  { signName, filing }: SignName,
  template: Template,
  templateParam: string,
  outId: string,
): Draft {
  const param = readTemplateParam(templateParam, template, state.settings);
  const text = textWithSignName(signName, renderTemplate(template.content, param), number.region);
  if (text.length > MAX_TEMPLATE_TEXT) {
    throw tooLong(MAX_TEMPLATE_TEXT);
  }
  checkBound(account, template, number);
  checkNumber(account, number);
  return {
    number,
    product: 'sms',
    text,
    code: codeInTemplate(template, param),
    signName,
    templateCode: template.templateCode,
    filing: number.region === 'mainland' ? filing : undefined,
    outId,
  };
}
