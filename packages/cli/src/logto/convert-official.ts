import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import type { Words } from '../language.ts';
import type { Settings } from './settings-file.ts';

/** Factory ids of Logto's own connectors for Aliyun SMS: SendSms, and SMS authentication (MAS). */
const SMS_FACTORY = 'aliyun-short-message-service';
const MAS_FACTORY = 'aliyun-short-message-auth-service';
export const OFFICIAL_FACTORIES: readonly string[] = [SMS_FACTORY, MAS_FACTORY];

/** Factory id of this project's connector. */
export const OWN_FACTORY = 'aliyun-sms';

const official = z.looseObject({
  accessKeyId: z.string(),
  accessKeySecret: z.string(),
  signName: z.string(),
  templates: z.array(
    z.looseObject({
      usageType: z.string(),
      templateCode: z.union([
        z.string(),
        z.looseObject({ china: z.string().optional(), overseas: z.string().optional() }),
      ]),
    }),
  ),
  strictPhoneRegionNumberCheck: z.boolean().optional(),
});
type Official = z.infer<typeof official>;

export interface Conversion {
  readonly settings: Settings;
  readonly warnings: readonly Words[];
}

/** Converts an official connector's settings for this one, and warns of everything that will behave
 *  differently. Fields without effect here are dropped. */
export function convertOfficial(factory: string, config: unknown): Conversion {
  const read = official.safeParse(config);
  if (!read.success) {
    const field = read.error.issues[0]?.path.join('.') ?? '';
    throw new CommandFailure({
      en: `The official connector's settings cannot be read: "${field}" is missing or has the wrong type.`,
      zh: `无法读取官方连接器的设置：“${field}”缺失或类型不对。`,
    });
  }
  const { accessKeyId, accessKeySecret, signName, templates } = read.data;
  const { strictPhoneRegionNumberCheck: strict } = read.data;
  const isMas = factory === MAS_FACTORY;
  return {
    settings: {
      accessKeyId,
      accessKeySecret,
      // The official connector's variables, code and "min": "10", are this channel's default.
      ...(isMas ? { channel: 'mas' } : {}),
      signName,
      templates: templates.map(({ usageType, templateCode }) => ({ usageType, templateCode })),
      ...(strict === true ? { strictPhoneRegionNumberCheck: true } : {}),
    },
    warnings: isMas ? [MAINLAND_ONLY] : warnings(read.data),
  };
}

/** The only warning: the official connector requires a template for each usage type, so none is
 *  missing. */
const MAINLAND_ONLY: Words = {
  en: 'SMS authentication reaches mainland numbers only, as before. For others add "routes" with a signature and templates of your own.',
  zh: '短信认证仍然只能发往中国内地号码。如需发往其他地区，请添加 routes，并使用自己的签名和模板。',
};

function warnings({ templates, strictPhoneRegionNumberCheck }: Official): Words[] {
  const found: Words[] = [];
  const plain = templates.filter(({ templateCode }) => typeof templateCode === 'string');
  if (plain.length > 0) {
    const list = plain.map(({ usageType }) => usageType).join(', ');
    found.push({
      en: `Templates for ${list} have one code for all regions. With such a template, a number that could be American or mainland Chinese is refused, because the code could reach a stranger. Write { "china": …, "overseas": … } to serve both.`,
      zh: `${list} 的模板没有区分地区。使用这样的模板时，既可能是美国又可能是中国内地的号码会被拒绝，以免发给陌生人。写成 { "china": …, "overseas": … } 即可同时支持。`,
    });
  }
  const types = new Set(templates.map(({ usageType }) => usageType));
  if (!types.has('Generic') && !types.has('Test')) {
    found.push({
      en: 'There is no template for Generic: add one, so that every usage type of current Logto versions has a template.',
      zh: '缺少 Generic 模板：请添加，使当前 Logto 的每种用途都有模板可用。',
    });
  }
  if (strictPhoneRegionNumberCheck === true) {
    found.push({
      en: 'strictPhoneRegionNumberCheck stays on: mainland numbers without 86 are refused.',
      zh: 'strictPhoneRegionNumberCheck 保持开启：不带 86 的内地号码会被拒绝。',
    });
  }
  return found;
}
