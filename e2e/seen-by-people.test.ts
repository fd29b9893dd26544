import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { pagesOf } from './testing/console.ts';
import type { LogtoMessage } from './testing/logto-installation.ts';
import { account, freshNumber, signName, templates } from './testing/ready-made.ts';
import { useLogto } from './testing/use-logto.ts';

/**
 * What people read in Logto, for every failure that was observed in a running one: only the `message`
 * and `details` of its response are shown.
 */
const file = new URL('seen-by-people.json', import.meta.url);
const cases: {
  readonly console_send: readonly { cause: string; want: readonly string[] }[];
  readonly console_save: readonly { cause: string; want: readonly string[] }[];
  readonly sign_in_page: readonly { cause: string; want: string }[];
} = JSON.parse(readFileSync(file, 'utf8'));

const { logto, sandbox } = await useLogto();
const pages = pagesOf(logto);

const settings = (more: object = {}) => ({
  ...account,
  signName,
  templates: [{ usageType: 'Generic', templateCode: templates }],
  endpoint: sandbox.url,
  ...more,
});

const templateCode = (code: unknown) => ({
  templates: [{ usageType: 'Generic', templateCode: code }],
});

const refuseWith = (apiCode: string) =>
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);

const inConsole: Readonly<Record<string, () => ReturnType<typeof pages.send>>> = {
  'wrong secret': () => pages.send(settings({ accessKeySecret: 'wrong' })),
  'unknown template': () => pages.send(settings(templateCode('SMS_999999999'))),
  'signature not of this account': () => pages.send(settings({ signName: '不存在' })),
  'limit of the number': async () => {
    await pages.send(settings());
    return pages.send(settings());
  },
  'placeholder <template-code>': () => pages.send(settings(templateCode('<template-code>'))),
  'nothing listens at the endpoint': () => pages.send(settings({ endpoint: 'http://127.0.0.1:1' })),
};

describe('Console’s "Send"', () => {
  test.each(cases.console_send)('with $cause shows $want', async ({ cause, want }) => {
    const shown = await inConsole[cause]?.();
    expect(shown?.en.message).toMatch(/^Error occurred in connector: /);
    expect(shown?.['zh-CN'].message).toMatch(/^连接器发生错误：/);
    for (const part of want) {
      expect(shown?.en.message).toContain(part);
      expect(shown?.['zh-CN'].message).toContain(part);
    }
  });
});

const saved: Readonly<Record<string, object>> = {
  'no signature': { signName: '' },
  'guard.perNumber without seconds': { guard: { perNumber: [{ limit: 1 }] } },
};

describe('Console’s "Save"', () => {
  test.each(cases.console_save)('with $cause names $want', async ({ cause, want }) => {
    const shown = await pages.save(settings(saved[cause]));
    for (const part of want) expect(shown?.en.details).toContain(part);
  });

  test('names each invalid field on a line of its own, in both languages', async () => {
    const wrong = { signName: '<signature-name>', endpoint: 'dysmsapi', timeoutMs: 100 };
    const shown = await pages.save(settings(wrong));
    expect(shown).toMatchObject({
      status: 400,
      en: { message: "The connector's config is invalid." },
      'zh-CN': { message: '连接器配置错误' },
    });
    const lines = shown?.en.details?.split('\n') ?? [];
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Error in key path "signName": .*placeholder.* \/ .*占位符/),
        expect.stringMatching(/^Error in key path "endpoint": .*not a valid URL.* \/ .*网址/),
        expect.stringMatching(/^Error in key path "timeoutMs": .*at least 2000.* \/ .*至少/),
      ]),
    );
  });

  test('says which two settings contradict each other', async () => {
    const both = { strictPhoneRegionNumberCheck: true, bareNumbers: 'mainland' };
    const shown = await pages.save(settings(both));
    expect(shown?.en.details).toMatch(
      /"bareNumbers": .*contradicts strictPhoneRegionNumberCheck.* \/ .*矛盾/,
    );
  });

  test.each([{ endpoint: 'default' }, { from: 'default' }, { timeoutMs: 'default' }])(
    'accepts %o, because Console cannot empty a field',
    async (more) => {
      expect(await pages.save(settings(more))).toBeUndefined();
    },
  );
});

interface Sentence {
  readonly status: number;
  readonly en: string;
  readonly zh: string;
}

const sentence = (en: string, zh: string): Sentence => ({
  status: 400,
  en: `Error occurred in connector: ${en}`,
  zh: `连接器发生错误：${zh}`,
});
const LATER = sentence(
  'The message could not be sent. Please try again later, or contact support if the problem persists.',
  '短信发送失败，请稍后再试；如果持续失败，请联系客服。',
);
const COUNTRY = sentence(
  'Messages cannot be sent to phone numbers of this country or region.',
  '暂不支持向该国家或地区的手机号发送短信。',
);
const BLOCKED = sentence(
  'This phone number does not accept our messages. Please use another one.',
  '该手机号拒收我们的短信，请更换号码。',
);
const LIMIT: Sentence = {
  status: 429,
  en: 'Trigger rate limit. Please try again later.',
  zh: '触发速率限制。请稍后再试。',
};
const CODE_PAGE = { status: undefined, en: undefined, zh: undefined };

/** Hong Kong. */
const abroad = '85268326366';
const mainlandOnly = templateCode({ china: templates.china });

type Meet = (payload: LogtoMessage['payload']) => ReturnType<typeof pages.signIn>;

/** What causes it, and the whole text that the user reads. */
const atSignIn: Readonly<Record<string, readonly [Meet, Sentence | typeof CODE_PAGE]>> = {
  'blocked number': [
    (payload) => {
      refuseWith('isv.CUSTOMER_REFUSED');
      return pages.signIn(settings(), { payload });
    },
    BLOCKED,
  ],
  'wrong secret': [
    (payload) => pages.signIn(settings({ accessKeySecret: 'wrong' }), { payload }),
    LATER,
  ],
  'guard limit': [
    async (payload) => {
      const guarded = settings({ guard: { perNumber: [{ limit: 1, seconds: 3600 }] } });
      const asked = { to: `86${freshNumber()}`, payload };
      await pages.signIn(guarded, asked);
      return pages.signIn(guarded, asked);
    },
    LIMIT,
  ],
  'country without a template': [
    (payload) => pages.signIn(settings(mainlandOnly), { to: abroad, payload }),
    COUNTRY,
  ],
  'answer lost, not found on record': [
    (payload) => {
      sandbox.faults.replace([{ effect: { kind: 'reset', when: 'before' } }]);
      return pages.signIn(settings({ timeoutMs: 2000 }), { payload });
    },
    CODE_PAGE,
  ],
};

describe('the sign-in page', () => {
  // A success, because several unknown outcomes in a row would be an outage.
  beforeEach(() => pages.signIn(settings(), { to: '8613900139000' }));

  test.each(cases.sign_in_page)('with $cause shows $want', async ({ cause }) => {
    const [meet, expected] = atSignIn[cause] ?? [];
    const english = await meet?.({ code: '042137', locale: 'en' });
    const chinese = await meet?.({ code: '042137', locale: 'zh-CN' });
    const read = { en: english?.en.message, zh: chinese?.['zh-CN'].message };
    expect({ status: english?.status, ...read }).toEqual(expected);
  });

  test('with a country outside guard.countries says so', async () => {
    const shown = await pages.signIn(settings({ guard: { countries: ['CN'] } }), { to: abroad });
    expect(shown?.en.message).toBe(COUNTRY.en);
  });

  test('never mentions e-mail for a limit of the account', async () => {
    refuseWith('isv.DAY_LIMIT_CONTROL');
    const shown = await pages.signIn(settings());
    expect(shown?.en.message).toBe(LATER.en);
  });
});

test('the log reports a problem of the settings once, however many templates have it', async () => {
  const usageTypes = ['SignIn', 'Register', 'ForgotPassword', 'Generic'];
  const placeholders = usageTypes.map((usageType) => ({
    usageType,
    templateCode: '<template-code>',
  }));
  const before = logto.output().length;
  await pages.signIn(settings({ templates: placeholders }));
  const logged = () => logto.output().slice(before);
  await expect.poll(logged).toMatch(/\n$/);
  const lines = logged().trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.match(/still holds the placeholder/g)).toHaveLength(1);
});

test('every row of the table is tested', () => {
  const tried = [inConsole, saved, atSignIn].map((table) => Object.keys(table));
  const rows = [cases.console_send, cases.console_save, cases.sign_in_page];
  expect(tried).toEqual(rows.map((table) => table.map(({ cause }) => cause)));
});
