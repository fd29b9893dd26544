import type { Words } from '../words.ts';

/** Where an operator finds the value of a setting, by the last part of its path that is listed here. */
const PLACES: Readonly<Record<string, Words>> = {
  accessKeyId: {
    en: 'RAM console (ram.console.aliyun.com) > Users (用户) > your user > AccessKey',
    zh: 'RAM 控制台（ram.console.aliyun.com）> 用户 > 您的用户 > AccessKey',
  },
  accessKeySecret: {
    en: 'RAM console > Users (用户) > your user > AccessKey; the secret is shown only once, at creation',
    zh: 'RAM 控制台 > 用户 > 您的用户 > AccessKey；Secret 仅在创建时显示一次',
  },
  signName: {
    en: 'SMS console (dysms.console.aliyun.com) > Domestic (国内消息) > Signatures (签名管理)',
    zh: '短信服务控制台（dysms.console.aliyun.com）> 国内消息 > 签名管理',
  },
  signNames: {
    en: 'SMS console > Domestic (国内消息) or Overseas (国际/港澳台) > Signatures (签名管理)',
    zh: '短信服务控制台 > 国内消息或国际/港澳台 > 签名管理',
  },
  templates: {
    en: 'SMS console > Domestic (国内消息) or Overseas (国际/港澳台) > Templates (模板管理) > template code (模板 CODE)',
    zh: '短信服务控制台 > 国内消息或国际/港澳台 > 模板管理 > 模板 CODE',
  },
  endpoint: {
    en: 'help.aliyun.com/document_detail/68360.html',
    zh: 'help.aliyun.com/document_detail/68360.html',
  },
  from: {
    en: 'SMS console > Overseas (国际/港澳台) > SenderID',
    zh: '短信服务控制台 > 国际/港澳台 > SenderID',
  },
};

/** Where the value of a setting is found in Aliyun's consoles; `undefined` if in none. */
export function placeOf(path: readonly (string | number)[]): Words | undefined {
  const named = path.findLast((part) => typeof part === 'string' && Object.hasOwn(PLACES, part));
  return named === undefined ? undefined : PLACES[named];
}
