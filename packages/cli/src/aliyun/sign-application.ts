import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';
import type { Words } from '../language.ts';

/** An application for a signature, validated first: personal accounts may apply once a day. */
export function signApplication(
  { options }: Context,
  signName: string,
  qualificationId = options.text('qualificationId'),
) {
  const problem = signNameProblem(signName);
  if (problem) throw usageFailure(problem);
  if (qualificationId === undefined) throw usageFailure(QUALIFICATION_NEEDED);
  if (!/^\d{1,19}$/.test(qualificationId)) throw usageFailure(NO_ID);
  return {
    signName,
    // The qualified company's own name; signatures on other grounds are applied for in the console.
    signSource: 'enterprise',
    qualificationId,
    remark: options.text('remark'),
  } as const;
}

const NO_ID: Words = {
  en: '--qualification-id takes the id of a qualification: 1 to 19 digits.',
  zh: '--qualification-id 需要资质 ID：1 至 19 位数字。',
};

export const QUALIFICATION_NEEDED: Words = {
  en: 'A signature requires an approved qualification (资质): pass its id with --qualification-id. Create one in the SMS console under Qualifications.',
  zh: '签名需要已通过审核的资质：请用 --qualification-id 传入。资质在短信控制台的“资质管理”中创建。',
};

/** People copy a name from a message with its brackets. */
export const withoutBrackets = (signName: string): string =>
  signName.trim().replace(/^【(.*)】$/u, '$1');

/** Why Aliyun would reject a signature's name; undefined if it would not.
 *  Source: https://help.aliyun.com/zh/sms/user-guide/signature-specifications */
export function signNameProblem(signName: string): Words | undefined {
  if (/^[^[\]【】(),.，。\s]{2,12}$/u.test(signName) && !/test|测试/i.test(signName)) {
    return undefined;
  }
  return {
    en: `"${signName}" would be rejected: a signature has 2 to 12 characters, without brackets, commas, periods, spaces, "test" or "测试".`,
    zh: `“${signName}”会被驳回：签名为 2 至 12 个字符，不含括号、逗号、句点和空格，也不能含“测试”字样。`,
  };
}
