import type { Template } from './seed.ts';

/** Signatures that SMS authentication grants every account. Aliyun's own list changes; these two were
 *  seen in use. */
export const GRANTED_SIGN_NAMES: readonly string[] = ['恒创联众', '速通互联验证码'];

const ENDING = '尊敬的客户，以上验证码${min}分钟内有效，请注意保密，切勿告知他人。';

/** Unverified: the wording of all except the first, and the purpose of 100004 and 100005. */
const CONTENTS: Readonly<Record<string, string>> = {
  '100001': `您的验证码为\${code}。${ENDING}`,
  '100002': `您正在修改绑定手机号，验证码为\${code}。${ENDING}`,
  '100003': `您正在重置密码，验证码为\${code}。${ENDING}`,
  '100004': `您正在绑定新手机号，验证码为\${code}。${ENDING}`,
  '100005': `您正在验证绑定手机号，验证码为\${code}。${ENDING}`,
};

/** The text of a template that every account may use with any of {@link GRANTED_SIGN_NAMES}. */
export function grantedContent(templateCode: Template['templateCode']): string | undefined {
  return Object.hasOwn(CONTENTS, templateCode) ? CONTENTS[templateCode] : undefined;
}
