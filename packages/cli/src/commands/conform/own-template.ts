import { parsePhoneNumber, type SmsClient, type SmsTemplate } from 'aliyun-sms-client';
import type { OwnTemplate } from 'aliyun-sms-sandbox/conformance';
import { z } from 'zod';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';

/** What `--paid` sends with: number and signature from the flags, the template from Aliyun. */
export async function ownTemplate(context: Context, client: SmsClient): Promise<OwnTemplate> {
  const { options } = context;
  const to = options.text('to');
  const signName = options.text('signName');
  const templateCode = options.text('template');
  if (to === undefined || signName === undefined || templateCode === undefined) {
    throw usageFailure({
      en: '--paid requires --to (your own number), --sign-name and --template.',
      zh: '--paid 需要 --to（您自己的号码）、--sign-name 和 --template。',
    });
  }
  const number = mainlandNumber(to);
  const template = await client.getSmsTemplate({ templateCode });
  return { number, signName, templateCode, ...usable(template) };
}

function mainlandNumber(text: string): string {
  const number = parsePhoneNumber(text, { bareNumbers: 'mainland' });
  if (number?.region === 'mainland') return number.national;
  throw usageFailure({
    en: '--to takes your own mobile number on the Chinese mainland.',
    zh: '--to 需要您自己的中国内地手机号码。',
  });
}

const VARIABLE = /\$\{([^}]+)\}/g;

function usable({
  templateContent: content = '',
  templateType,
  variableAttribute,
}: SmsTemplate): Pick<OwnTemplate, 'content' | 'variable' | 'attribute'> {
  const [variable, ...others] = new Set(
    [...content.matchAll(VARIABLE)].map(([, name = '']) => name),
  );
  if (templateType !== 'verification' || variable === undefined || others.length > 0) {
    throw usageFailure({
      en: '--template takes a verification template for the mainland with one variable.',
      zh: '--template 需要只有一个变量的国内验证码模板。',
    });
  }
  return { content, variable, attribute: attributeOf(variable, variableAttribute) };
}

/** Undefined if Aliyun reports none, or not as JSON. */
function attributeOf(variable: string, attributes = '{}'): string | undefined {
  try {
    return z.object({ [variable]: z.string() }).parse(JSON.parse(attributes))[variable];
  } catch {
    return undefined;
  }
}
