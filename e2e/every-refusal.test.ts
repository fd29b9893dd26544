import { errorBook, explainApiCode } from 'aliyun-sms-client';
import { failureOf, Refusal, type Failure, type RefusalReason } from 'aliyun-sms-sender';
import { beforeEach, describe, expect, test } from 'vitest';
import { pagesOf } from './testing/console.ts';
import type { LogtoMessage } from './testing/logto-installation.ts';
import { account, signName, templates } from './testing/ready-made.ts';
import { useLogto } from './testing/use-logto.ts';

/**
 * Whatever prevents a message from being sent, the operator at Console's "Send" reads the reason and the
 * next step in both languages, and the user on the sign-in page reads one suitable sentence.
 */
const { logto, sandbox } = await useLogto();
const pages = pagesOf(logto);

beforeEach(async () => {
  // A success, because several unknown outcomes in a row would be an outage.
  await pages.send(settings(), { to: '8613900139000' });
});

const generic = (templateCode: unknown, more: object = {}) => ({
  templates: [{ usageType: 'Generic', templateCode, ...more }],
});

const settings = (more: object = {}) => ({
  ...account,
  signName,
  ...generic(templates),
  endpoint: sandbox.url,
  // The time for retrying throttled calls.
  timeoutMs: 2000,
  ...more,
});

const IN_ENGLISH = 'Error occurred in connector: ';
const IN_CHINESE = '连接器发生错误：';

/** All sentences that a user may read on the sign-in page. */
const SENTENCES = {
  later: [
    'The message could not be sent. Please try again later, or contact support if the problem persists.',
    '短信发送失败，请稍后再试；如果持续失败，请联系客服。',
  ],
  number: [
    'Messages cannot be sent to this phone number. Please check it, or use another one.',
    '无法向该手机号发送短信，请检查号码或更换号码。',
  ],
  blocked: [
    'This phone number does not accept our messages. Please use another one.',
    '该手机号拒收我们的短信，请更换号码。',
  ],
  country: [
    'Messages cannot be sent to phone numbers of this country or region.',
    '暂不支持向该国家或地区的手机号发送短信。',
  ],
  unsure: [
    'The message may be on its way. If it does not arrive within a minute, request another one.',
    '短信可能已经发出。如果一分钟内没有收到，请重新获取。',
  ],
} as const;
const everySentence = Object.values(SENTENCES).map(([en]) => IN_ENGLISH + en);
const LIMIT = 'Trigger rate limit. Please try again later.';

/** For a prefix in the book, one code with it. Codes of delivery reports refuse no send. */
const codes = errorBook
  .filter(({ category }) => category !== 'delivery')
  .map(({ code }) => code.replace(/\*$/, 'OfSomeKind'));

describe.each([...codes, 'isv.NEVER_HEARD_OF'])('Aliyun’s %s', (apiCode) => {
  test('is shown to operator and user', async () => {
    sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);
    const inConsole = await pages.send(settings());
    const en = explainApiCode(apiCode, 'en');
    const zh = explainApiCode(apiCode, 'zh');
    expect(inConsole?.status).toBe(400);
    const message = inConsole?.en.message ?? '';
    const causes = en.known ? [en.cause, zh.cause] : [];
    for (const part of [IN_ENGLISH, apiCode, en.remedy, zh.remedy, ...causes]) {
      expect(message).toContain(part);
    }
    expect(inConsole?.['zh-CN'].message).toBe(message.replace(IN_ENGLISH, IN_CHINESE));

    const atSignIn = await pages.signIn(settings());
    expect([undefined, ...everySentence, LIMIT]).toContain(atSignIn?.en.message);
    // The page for entering the code, because the message may have been sent.
    expect(atSignIn === undefined).toBe(en.outcome === 'unknown');
  });
});

type Meeting = readonly [
  settings: object,
  asked: Partial<LogtoMessage>,
  atSignIn: keyof typeof SENTENCES | 'limit',
];

const hongKong = { to: '85268326366' };
const asked = (fields: object): Partial<LogtoMessage> => Object.assign({}, fields);

/** What causes each refusal of our own, and what the user then reads. */
const refusals: Readonly<Record<RefusalReason, Meeting>> = {
  'request-invalid': [{}, asked({ payload: 'code' }), 'later'],
  'number-invalid': [{}, { to: '12345' }, 'number'],
  'number-ambiguous': [generic(templates.china), { to: '13105550123' }, 'number'],
  'number-type': [{}, { to: '448001234567' }, 'number'],
  'country-uncovered': [generic({ china: templates.china }), hongKong, 'country'],
  'country-refused': [{ guard: { countries: ['CN'] } }, hongKong, 'country'],
  'template-missing': [generic({ overseas: templates.overseas }), {}, 'later'],
  'sign-name-missing': [{ signName: '', signNames: { china: signName } }, hongKong, 'later'],
  'sender-id-text-missing': [{ channel: 'international' }, hongKong, 'country'],
  'variable-missing': [generic(templates, { params: { code: '{{link}}' } }), {}, 'later'],
  'variable-illegal': [generic(templates, { params: { code: '【{{code}}】' } }), {}, 'later'],
  'settings-invalid': [{ signName: '<signature-name>' }, {}, 'later'],
  'mainland-only': [{ channel: 'mas', ...generic('100001') }, hongKong, 'country'],
  'guard-limit': [{ guard: { total: [{ limit: 1, seconds: 3600 }] } }, {}, 'limit'],
  // The environment has no Redis URL.
  'guard-store': [
    { guard: { total: [{ limit: 9, seconds: 60 }], store: 'redis', onStoreFailure: 'deny' } },
    {},
    'later',
  ],
};

const isReason = (name: string): name is RefusalReason => Object.hasOwn(refusals, name);

function expectOperatorReads(
  shown: Awaited<ReturnType<typeof pages.send>>,
  { en, zh }: Failure['operatorText'],
): void {
  expect(shown?.status).toBe(400);
  expect(shown?.en.message.startsWith(IN_ENGLISH)).toBe(true);
  for (const part of [en, zh]) {
    // Details follow in brackets.
    expect(shown?.en.message).toContain(part);
    expect(shown?.['zh-CN'].message).toContain(part);
  }
}

describe('refusals of our own:', () => {
  test('guard-store only affects users: tests from Console count in a store of their own', async () => {
    const [more, request, sentence] = refusals['guard-store'];
    expect(await pages.send(settings(more), request)).toBeUndefined();
    const atSignIn = await pages.signIn(settings(more), request);
    expect(atSignIn?.en.message).toBe(
      IN_ENGLISH + SENTENCES[sentence === 'limit' ? 'later' : sentence][0],
    );
  });

  const reasons = Object.keys(refusals).filter(isReason);
  const shownToBoth = reasons.filter((reason) => reason !== 'guard-store');
  test.each(shownToBoth)('%s is shown to operator and user', async (reason) => {
    const [more, request, sentence] = refusals[reason];
    const words = failureOf(new Refusal(reason)).operatorText;
    const attempt = async (page: typeof pages.send) => {
      // The first uses up a limit of one.
      if (sentence === 'limit') await page(settings(more), request);
      return page(settings(more), request);
    };
    expectOperatorReads(await attempt(pages.send), words);
    const atSignIn = await attempt(pages.signIn);
    expect(atSignIn).toMatchObject(
      sentence === 'limit'
        ? { status: 429, en: { message: LIMIT } }
        : { status: 400, en: { message: IN_ENGLISH + SENTENCES[sentence][0] } },
    );
  });

  test('sentences are English for other languages', async () => {
    const inFrench = { ...hongKong, payload: { code: '042137', locale: 'fr' } };
    const shown = await pages.signIn(settings({ guard: { countries: ['CN'] } }), inFrench);
    expect(shown?.en.message).toBe(IN_ENGLISH + SENTENCES.country[0]);
  });

  test('reasons are in one language if the operator’s language is known', async () => {
    const { en, zh } = failureOf(new Refusal('settings-invalid')).operatorText;
    const wrong = settings({ signName: '<signature-name>' });
    const inLanguage = async (locale: string) => {
      const shown = await pages.send(wrong, { payload: { code: '000000', locale } });
      return shown?.en.message;
    };
    const english = await inLanguage('en');
    expect(english).toContain(en);
    expect(english).not.toContain(zh);
    const chinese = await inLanguage('zh-CN');
    expect(chinese).toContain(zh);
    expect(chinese).not.toContain(en);
  });

  test('sentences are Chinese for Chinese locales', async () => {
    const inChinese = { payload: { code: '042137', locale: 'zh-HK' } };
    for (const [more, request, sentence] of Object.values(refusals)) {
      if (sentence === 'limit' || 'payload' in request) continue;
      const shown = await pages.signIn(settings(more), { ...inChinese, ...request });
      expect(shown?.['zh-CN'].message).toBe(IN_CHINESE + SENTENCES[sentence][1]);
    }
  });
});

const NETWORK_FAILURES = [
  ['a refused connection', undefined, 'could not be reached', '无法连接阿里云', 'later'],
  [
    'a missing response',
    { kind: 'silence' },
    'answer did not arrive',
    '没有收到阿里云的响应',
    undefined,
  ],
  [
    'a broken connection',
    { kind: 'reset', when: 'before' },
    'answer did not arrive',
    '没有收到阿里云的响应',
    undefined,
  ],
  [
    'a truncated response',
    { kind: 'garbage' },
    'answer did not come from Aliyun',
    '响应不是阿里云返回的',
    'unsure',
  ],
  [
    'a proxy’s HTML page',
    { kind: 'html' },
    'answer did not come from Aliyun',
    '响应不是阿里云返回的',
    'unsure',
  ],
  [
    'a failing gateway',
    { kind: 'status', status: 502 },
    'answer did not arrive',
    '没有收到阿里云的响应',
    undefined,
  ],
] as const;

describe('network and environment:', () => {
  test.each(NETWORK_FAILURES)(
    '%s is shown to operator and user',
    async (_what, effect, english, chinese, sentence) => {
      if (effect !== undefined) sandbox.faults.replace([{ effect }]);
      const tried = settings(effect === undefined ? { endpoint: 'http://127.0.0.1:1' } : {});
      const inConsole = await pages.send(tried);
      expect(inConsole?.en.message).toContain(english);
      expect(inConsole?.['zh-CN'].message).toContain(chinese);
      const atSignIn = await pages.signIn(tried);
      expect(atSignIn?.en.message).toBe(sentence && IN_ENGLISH + SENTENCES[sentence][0]);
    },
  );

  test('missing credentials are shown to operator and user', async () => {
    const tried = settings({ credentials: 'environment' });
    const inConsole = await pages.send(tried);
    expect(inConsole?.en.message).toContain('No usable AccessKey');
    expect(inConsole?.en.message).toContain('没有可用的 AccessKey');
    const atSignIn = await pages.signIn(tried);
    expect(atSignIn?.en.message).toBe(IN_ENGLISH + SENTENCES.later[0]);
  });
});
