import { wayOf } from './channels.ts';
import { USAGE_TYPES, type RawChannel, type RawSettings, type RawTemplate } from './schema.ts';
import type { Words } from '../words.ts';

/** What is wrong with one setting. */
export interface Issue {
  /** `['templates', 0, 'templateCode']` */
  readonly path: readonly (string | number)[];
  /** What is wrong, without the field's name. */
  readonly message: Words;
}

type Path = Issue['path'];

const MISSING: Words = { en: 'is missing', zh: '未填写' };
const NO_TEMPLATES: Words = {
  en: 'is missing: list at least { usageType: "Generic", … }',
  zh: '未填写：至少要有一项 { usageType: "Generic", … }',
};

/** What is wrong with settings whose single fields are well-formed; empty if nothing. */
export function checkSettings(settings: RawSettings): readonly Issue[] {
  const { routes = [], fallbacks = [] } = settings;
  return [
    ...keys(settings, []),
    ...(settings.templates === undefined
      ? [{ path: ['templates'], message: NO_TEMPLATES }]
      : coverage(settings.templates, ['templates'], isInternational(settings))),
    ...signature(settings, settings, []),
    ...contradiction(settings),
    ...routes.flatMap((route, index) => perChannel(route, settings, ['routes', index])),
    ...fallbacks.flatMap((fallback, index) => [
      ...(hasKey(fallback) ? keys(fallback, ['fallbacks', index]) : []),
      ...perChannel(fallback, settings, ['fallbacks', index]),
    ]),
  ];
}

const MAS_TEMPLATES: Words = {
  en: 'is missing: SMS authentication has its own templates, from 100001',
  zh: '未填写：短信认证使用自己的模板，编号从 100001 开始',
};
const NO_MAS_TEMPLATES: Words = {
  en: 'is missing: the templates of SMS authentication do not work with other channels',
  zh: '未填写：短信认证的模板不能用于其他通道',
};

function perChannel(own: RawChannel, main: RawSettings, path: Path): readonly Issue[] {
  // SMS authentication shares neither templates nor signatures with the other channels.
  const foreign = isMas(own, main) !== isMas(main);
  if (foreign && own.templates === undefined) {
    const message = isMas(own, main) ? MAS_TEMPLATES : NO_MAS_TEMPLATES;
    return [{ path: [...path, 'templates'], message }];
  }
  return [
    ...(own.templates === undefined
      ? []
      : coverage(own.templates, [...path, 'templates'], isInternational(own, main))),
    ...signature(own, foreign ? {} : main, path),
  ];
}

function contradiction(settings: RawSettings): readonly Issue[] {
  const { strictPhoneRegionNumberCheck: strict, bareNumbers } = settings;
  return strict === true && bareNumbers === 'mainland'
    ? [{ path: ['bareNumbers'], message: CONTRADICTION }]
    : [];
}

const CONTRADICTION: Words = {
  en: 'contradicts strictPhoneRegionNumberCheck: one reads numbers without 86 as mainland, the other refuses them',
  zh: '与 strictPhoneRegionNumberCheck 矛盾：前者把不带 86 的号码视为内地号码，后者则拒绝这类号码',
};

const isMas = (own: RawChannel, main?: RawChannel): boolean => wayOf(own, main).channel === 'mas';

const isInternational = (own: RawChannel, main?: RawChannel): boolean =>
  wayOf(own, main).channel === 'international';

const hasKey = ({ credentials, accessKeyId, accessKeySecret }: RawChannel): boolean =>
  credentials === 'accessKey' || accessKeyId !== undefined || accessKeySecret !== undefined;

function keys(own: RawChannel, path: Path): readonly Issue[] {
  if (own.credentials === 'environment') {
    return [];
  }
  const needed = ['accessKeyId', 'accessKeySecret'] as const;
  return needed
    .filter((field) => own[field] === undefined)
    .map((field) => ({ path: [...path, field], message: MISSING }));
}

/** An entry with only a text is for `international` only. */
function coverage(
  templates: readonly RawTemplate[],
  path: Path,
  takesText: boolean,
): readonly Issue[] {
  const usable = templates.filter(({ templateCode }) => takesText || templateCode !== undefined);
  const given = new Set(usable.map(({ usageType }) => usageType));
  if (given.has('Generic') || given.has('Test')) {
    return [];
  }
  const missing = USAGE_TYPES.filter((type) => !given.has(type));
  const [types, typesInChinese] = [missing.join(', '), missing.join('、')];
  const message =
    usable.length === templates.length
      ? {
          en: `has no entry for ${types} and no Generic as a fallback`,
          zh: `缺少 ${typesInChinese}，也没有可代替的 Generic`,
        }
      : {
          en: `has no entry with a templateCode for ${types} and no Generic as a fallback: text is only for the channel international`,
          zh: `缺少 ${typesInChinese} 的 templateCode，也没有可代替的 Generic：text 仅用于 international 通道`,
        };
  return missing.length === 0 ? [] : [{ path, message }];
}

/** `international` sends under a sender id abroad and needs a signature only for the mainland. */
function signature(own: RawChannel, main: RawChannel, path: Path): readonly Issue[] {
  const templates = own.templates ?? main.templates ?? [];
  const named = [own.signName, own.signNames, main.signName, main.signNames].some(
    (name) => name !== undefined,
  );
  return named || isInternational(own, main) || templates.every(({ signName }) => signName)
    ? []
    : [{ path: [...path, 'signName'], message: MISSING }];
}
