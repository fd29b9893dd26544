import type { Words } from '../words.ts';
import type { RefusalReason } from './refusal.ts';

/** What each of our own refusals means for the operator, and what to do about it. */
export const REFUSAL_TEXTS: Readonly<Record<RefusalReason, Words>> = {
  'number-invalid': {
    en: 'This is not a phone number that can receive SMS. Write it with its country code.',
    zh: '这不是可接收短信的手机号。请带国家码填写。',
  },
  'request-invalid': {
    en: 'This is not a request from Logto: the number, usage type or payload is missing.',
    zh: '请求不是由 Logto 发出的：缺少号码、用途或内容。',
  },
  'number-type': {
    en: 'This is a premium-rate, toll-free, shared-cost, pager or voicemail number, which cannot receive verification codes.',
    zh: '这是付费电话、免费电话、分摊付费、寻呼机或语音信箱号码，无法接收验证码。',
  },
  'country-uncovered': {
    en: 'No template covers this country. If you have users there, add "overseas" or the country to templateCode, or add a route.',
    zh: '没有覆盖该国家或地区的模板。如果有当地用户，请在 templateCode 中补充 "overseas" 或该国家代码，或添加 routes。',
  },
  'number-ambiguous': {
    en: 'These 11 digits may be a number in the US or Canada (+1) or a mainland number without its 86. A single templateCode does not say which of the two it is for, so nothing was sent: the code could reach a stranger. Write templateCode as { "china": …, "overseas": … }, or set bareNumbers to mainland if your users type mainland numbers without 86.',
    zh: '这 11 位数字既可能是美国或加拿大（+1）号码，也可能是省略 86 的内地号码。templateCode 只有一个值时无法判断它适用于哪一种，为避免验证码发给陌生人，本次未发送。请将 templateCode 写成 { "china": …, "overseas": … }；如果用户习惯不带 86 填写内地号码，请将 bareNumbers 设为 mainland。',
  },
  'template-missing': {
    en: 'No template is set for this usage type and country. Add an entry to templates, or a code for the region to templateCode.',
    zh: '没有为该用途和国家或地区配置模板。请在 templates 中增加一项，或在 templateCode 中补充该地区的模板 CODE。',
  },
  'sign-name-missing': {
    en: 'No signature is set for this country. Fill in signName, or add the region to signNames.',
    zh: '没有为该国家或地区配置签名。请填写 signName，或在 signNames 中补充该地区。',
  },
  'sender-id-text-missing': {
    en: 'Outside the mainland, the international channel sends a complete text. Add text to the entry in templates, for example "Your code is {{code}}".',
    zh: '国际通道向境外号码发送完整文本。请在 templates 的对应项中填写 text，例如 "Your code is {{code}}"。',
  },
  'variable-missing': {
    en: 'The template needs a value that this message from Logto does not contain. Check params.',
    zh: '模板需要的变量值在 Logto 的这条消息中不存在。请检查 params。',
  },
  'variable-illegal': {
    en: 'A template variable has a value that Aliyun does not accept. Check params.',
    zh: '模板变量的值不符合阿里云的要求。请检查 params。',
  },
  'settings-invalid': {
    en: 'The settings are not valid.',
    zh: '设置无效。',
  },
  'mainland-only': {
    en: 'SMS authentication (channel mas) reaches mainland numbers only. Add a route for other countries.',
    zh: '短信认证（通道 mas）仅支持内地号码。请为其他国家或地区添加 routes。',
  },
  'country-refused': {
    en: 'guard.countries does not list this country. Add it if you have users there.',
    zh: 'guard.countries 中没有该国家或地区。如果有当地用户，请将其加入。',
  },
  'guard-limit': {
    en: 'A guard limit was reached. Aliyun was not called. Wait, or raise the limit.',
    zh: '已达到防刷规则的上限，本次未调用阿里云。请稍候，或调高该上限。',
  },
  'guard-store': {
    en: 'The guard could not reach Redis, and guard.onStoreFailure is deny.',
    zh: '防刷功能无法连接 Redis，且 guard.onStoreFailure 设为 deny。',
  },
};

/** How a call can end without an error code from Aliyun. */
export type Unanswered = 'not-reached' | 'answer-lost' | 'foreign-answer' | 'no-credentials';

/** What that means for the operator, and what to do about it. */
export const UNANSWERED_TEXTS: Readonly<Record<Unanswered, Words>> = {
  'not-reached': {
    en: 'Aliyun could not be reached. Check endpoint, and whether Logto’s machine can reach it: firewall, proxy, DNS, certificate.',
    zh: '无法连接阿里云。请检查 endpoint，以及 Logto 所在机器能否访问它：防火墙、代理、DNS、证书。',
  },
  'answer-lost': {
    en: 'Aliyun’s answer did not arrive, so it is unknown whether the message was accepted. Look up the number (aliyun-sms trace, or the send records in the console); if this persists, check the network or raise timeoutMs.',
    zh: '没有收到阿里云的响应，无法确定短信是否已被受理。请按号码查询（aliyun-sms trace，或控制台的发送记录）；若经常发生，请检查网络，或调大 timeoutMs。',
  },
  'foreign-answer': {
    en: 'The answer did not come from Aliyun. Check endpoint, and whether a proxy or firewall answers in its place.',
    zh: '响应不是阿里云返回的。请检查 endpoint，以及途中是否有代理或防火墙代为响应。',
  },
  'no-credentials': {
    en: 'No usable AccessKey. Check accessKeyId and accessKeySecret; with credentials set to environment, the ALIBABA_CLOUD_* variables or the role of Logto’s process.',
    zh: '没有可用的 AccessKey。请检查 accessKeyId 和 accessKeySecret；credentials 为 environment 时，请检查 Logto 进程的环境变量 ALIBABA_CLOUD_* 或角色。',
  },
};

/**
 * Added when a China-site account's send to a country that requires a registered sender is refused.
 * Source: https://help.aliyun.com/document_detail/164194.html
 */
export const SENDER_REGISTRATION: Words = {
  en: 'A China-site account can reach the US, Canada and Singapore only through SendMessageToGlobe with a registered sender ID: add a route with channel international, from and text for this country.',
  zh: '中国站账号向美国、加拿大、新加坡发送短信，只能使用 SendMessageToGlobe 和已注册的 SenderID：请为该国家添加 routes，通道为 international，并填写 from 与 text。',
};
