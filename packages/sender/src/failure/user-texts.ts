import type { Language, Words } from '../words.ts';

/** All that a user at the sign-in page ever sees, without operational details. */
export type UserTextKey = (typeof NAMES)[number];

const NAMES = ['wait', 'later', 'number', 'blocked', 'country', 'unsure'] as const;

const TEXTS: Readonly<Record<UserTextKey, Words>> = {
  wait: {
    en: 'Too many messages were requested. Please wait before requesting another one.',
    zh: '获取短信过于频繁，请稍后再试。',
  },
  later: {
    en: 'The message could not be sent. Please try again later, or contact support if the problem persists.',
    zh: '短信发送失败，请稍后再试；如果持续失败，请联系客服。',
  },
  number: {
    en: 'Messages cannot be sent to this phone number. Please check it, or use another one.',
    zh: '无法向该手机号发送短信，请检查号码或更换号码。',
  },
  blocked: {
    en: 'This phone number does not accept our messages. Please use another one.',
    zh: '该手机号拒收我们的短信，请更换号码。',
  },
  country: {
    en: 'Messages cannot be sent to phone numbers of this country or region.',
    zh: '暂不支持向该国家或地区的手机号发送短信。',
  },
  unsure: {
    en: 'The message may be on its way. If it does not arrive within a minute, request another one.',
    zh: '短信可能已经发出。如果一分钟内没有收到，请重新获取。',
  },
};

/**
 * Which of the texts this is, in either language, with or without a time to wait. Logto's audit log
 * keeps only this text; our own log has the reason.
 */
export function userTextKeyOf(sentence: string): UserTextKey | undefined {
  return NAMES.find((name) => Object.values(TEXTS[name]).some((text) => sentence.startsWith(text)));
}

/** The text, with the time to wait, in seconds, if known. */
export function userWords(text: UserTextKey, retryAfterSeconds?: number): Words {
  const { en, zh } = TEXTS[text];
  if (retryAfterSeconds === undefined) {
    return { en, zh };
  }
  const wait = duration(retryAfterSeconds);
  return { en: en + WAITS.en(...wait), zh: zh + WAITS.zh(...wait) };
}

type Unit = 'hours' | 'minutes' | 'seconds';

const UNITS_IN_CHINESE: Readonly<Record<Unit, string>> = {
  hours: '小时',
  minutes: '分钟',
  seconds: '秒',
};

const WAITS: Readonly<Record<Language, (count: number, unit: Unit) => string>> = {
  en: (count, unit) => ` (Try again in ${count} ${count === 1 ? unit.slice(0, -1) : unit}.)`,
  zh: (count, unit) => `（${count} ${UNITS_IN_CHINESE[unit]}后可重试）`,
};

/** Rounded up, in the largest unit that gives more than 2: 24 hours, not 1,440 minutes. */
function duration(seconds: number): [count: number, unit: Unit] {
  if (seconds > 2 * 3600) {
    return [Math.ceil(seconds / 3600), 'hours'];
  }
  return seconds > 2 * 60 ? [Math.ceil(seconds / 60), 'minutes'] : [seconds, 'seconds'];
}
