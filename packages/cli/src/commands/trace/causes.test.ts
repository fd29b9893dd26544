import { beforeAll, describe, expect, it } from 'vitest';
import { askedEntry } from '../../testing/audit-log.ts';
import { CODE, IDLE, MAS, signInWorld, type Asking } from '../../testing/sign-in-world.ts';

const world = signInWorld();
const { asks, says, enters } = world;

interface Cause extends Omit<Asking, 'now'> {
  readonly verdict: string;
  readonly plant?: (phone: string) => unknown;
  /** How long after the planting `trace` runs. Milliseconds; default ten minutes. */
  readonly after?: number;
  readonly why?: string;
  readonly before?: string;
}

const MAGIC = '86154000';
const failedBy = (phone: string, why: string): Cause => ({
  verdict: 'carrier',
  phone: MAGIC + phone,
  plant: asks,
  why,
});
const known = (phone: string) => world.logto().state.phones.push(phone);

const CAUSES: Readonly<Record<string, Cause>> = {
  'no request at Logto': { verdict: 'never-asked', phone: '8613900000001' },
  'ten codes in ten minutes': {
    verdict: 'limited-by-logto',
    phone: `${MAGIC}00110`,
    async plant(phone) {
      await asks(phone);
      says(phone, {
        at: Date.now() + 1,
        error: { code: 'request.message_rate_limited', message: 'Too many.' },
      });
    },
    before: 'carrier',
  },
  'no SMS connector': {
    verdict: 'no-connector',
    phone: '8613900000003',
    plant: (phone) => says(phone, { error: { code: 'connector.not_found', message: 'None.' } }),
  },
  'an error of Logto’s own': {
    verdict: 'failed-in-logto',
    phone: '8613900000004',
    plant: (phone) => says(phone, { error: { code: 'session.captcha_failed', message: 'No.' } }),
    why: 'session.captcha_failed',
  },
  'another connector fails': {
    verdict: 'failed-in-connector',
    phone: '8613900000005',
    plant: (phone) =>
      says(phone, {
        error: { message: 'Error: ConnectorError: {"errorDescription":"账户余额不足"}' },
      }),
  },
  'Aliyun’s limit per minute': {
    verdict: 'limited-by-aliyun',
    phone: '8613900000006',
    async plant(phone) {
      await asks(phone);
      await asks(phone);
    },
    before: 'not-entered',
  },
  'a limit of the guard': {
    verdict: 'limited-by-guard',
    phone: '8613900000007',
    async plant(phone) {
      const guard = { perNumber: [{ limit: 1, seconds: 3600 }] };
      await asks(phone, { guard });
      await asks(phone, { guard });
    },
    before: 'not-entered',
  },
  'an exhausted balance': {
    verdict: 'refused-by-aliyun',
    phone: `${MAGIC}00005`,
    plant: asks,
    why: 'Aliyun refused',
  },
  'a key without the right': { verdict: 'refused-by-aliyun', phone: `${MAGIC}00016`, plant: asks },
  'an unreachable endpoint': {
    verdict: 'not-handed-over',
    phone: '8613900000008',
    plant: (phone) => asks(phone, { endpoint: 'http://127.0.0.1:3' }),
  },
  'settings that the connector refuses': {
    verdict: 'not-handed-over',
    phone: '8613900000009',
    plant: (phone) => asks(phone, { signName: 7 }),
  },
  'not a mobile number': { verdict: 'number-refused', phone: `${MAGIC}00002`, plant: asks },
  'a blacklisted number': { verdict: 'number-blocked', phone: `${MAGIC}00003`, plant: asks },
  'a country without a template': {
    verdict: 'country-refused',
    phone: '447911123456',
    plant: asks,
  },
  'a country that the guard leaves out': {
    verdict: 'country-refused',
    phone: '85268326366',
    plant: (phone) => asks(phone, { guard: { countries: ['CN'] } }),
  },
  'a forgotten password without an account': {
    verdict: 'unknown-person',
    phone: '8613900000010',
    plant: (phone) => says(phone, { flow: 'ForgotPassword' }),
  },
  'sign-up is off': {
    verdict: 'sign-up-off',
    phone: '8613900000011',
    plant: (phone) => says(phone),
  },
  'a number stored without 86': {
    verdict: 'other-number',
    phone: '+8614155552671',
    plant: () => says('14155552671'),
    why: 'without its country code',
  },
  'Logto sends with another key': {
    verdict: 'other-account',
    phone: '8613900000012',
    async plant(phone) {
      known(phone);
      await asks(phone);
    },
    by: IDLE,
  },
  'a lost response': {
    verdict: 'not-on-record',
    phone: '8613900000013',
    plant(phone) {
      known(phone);
      says(phone);
    },
  },
  'a send a moment ago': {
    verdict: 'too-early',
    phone: '8613900000014',
    plant(phone) {
      known(phone);
      says(phone);
    },
    after: 2000,
  },
  'a channel that cannot be queried': {
    verdict: 'cannot-tell',
    phone: '8613900000015',
    plant(phone) {
      known(phone);
      says(phone);
      const effect = { kind: 'apiCode', apiCode: 'isp.RAM_PERMISSION_DENY' } as const;
      const fault = { to: phone, action: 'QuerySendDetails', times: 1, effect };
      world.sandbox().faults.replace([...world.sandbox().faults.list(), fault]);
    },
    by: { fallbacks: [MAS] },
  },
  'a message of SMS authentication': {
    verdict: 'not-entered',
    phone: '8613900000016',
    plant: (phone) => asks(phone, { ...MAS }),
    by: { fallbacks: [MAS] },
  },
  'phone off': failedBy('00101', 'MOBILE_NOT_ON_SERVICE'),
  'invalid number': failedBy('00102', 'INVALID_NUMBER'),
  'carrier’s blacklist': failedBy('00105', 'MOBILE_IN_BLACK'),
  'carrier’s filter': failedBy('00109', 'CONTENT_KEYWORD'),
  'signature not filed': failedBy('00113', 'PORT_NOT_REGISTERED'),
  'carrier silent so far': {
    verdict: 'waiting',
    phone: `${MAGIC}00201`,
    plant: asks,
    after: 40_000,
  },
  'carrier silent for long': { verdict: 'no-report', phone: `${MAGIC}00201`, after: 600_000 },
  'a slow carrier': {
    verdict: 'delivered-late',
    phone: `${MAGIC}00202`,
    plant: asks,
    why: '1 min',
  },
  'spam folder': { verdict: 'not-entered', phone: '8613900000017', plant: asks },
  'a send that Logto did not request': {
    verdict: 'not-from-logto',
    phone: '8613900000018',
    async plant(phone) {
      await asks(phone);
      world.logto().state.auditLog.pop();
    },
  },
  'a code that was entered': {
    verdict: 'entered',
    phone: '8613900000019',
    async plant(phone) {
      await asks(phone, {}, 'Register');
      enters(phone);
    },
  },
  'the code of an earlier message': {
    verdict: 'older-code',
    phone: '8613900000020',
    async plant(phone) {
      await asks(phone);
      world.logto().state.auditLog.push(askedEntry({ phone, at: Date.now() + 1000 }));
      enters(phone, 'verification_code.code_mismatch');
    },
  },
  'a wrong code': entered('8613900000021', 'verification_code.code_mismatch', 'wrong-code'),
  'a code entered too late': entered('8613900000022', 'verification_code.expired', 'expired'),
  'too many wrong codes': entered(
    '8613900000023',
    'verification_code.exceed_max_try',
    'too-many-tries',
  ),
  'a number locked out': entered(
    '8613900000024',
    'session.verification_blocked_too_many_attempts',
    'locked-out',
  ),
  'a page that was reloaded': entered(
    '8613900000025',
    'verification_code.not_found',
    'other-session',
  ),
  'nothing at Aliyun, without Logto': {
    verdict: 'nothing-to-number',
    phone: '8613900000026',
    withoutLogto: true,
  },
  'nothing in two channels': {
    verdict: 'nothing-taken',
    phone: '8613900000027',
    by: { fallbacks: [MAS] },
    withoutLogto: true,
  },
  'an account that sends nothing': {
    verdict: 'nothing-from-account',
    phone: '8613900000028',
    by: IDLE,
    withoutLogto: true,
  },
  'delivered, without Logto': {
    verdict: 'delivered',
    phone: '8613900000017',
    withoutLogto: true,
  },
};

function entered(phone: string, code: string, verdict: string): Cause {
  return {
    verdict,
    phone,
    async plant(to) {
      await asks(to);
      enters(to, code);
    },
  };
}

let planted = 0;

beforeAll(async () => {
  const { state } = world.logto();
  state.signInExperience = { ...state.signInExperience, signInMode: 'SignIn' };
  for (const { plant, phone } of Object.values(CAUSES)) {
    // In turn: the sandbox lists by time.
    // oxlint-disable-next-line no-await-in-loop
    await plant?.(phone.replace('+', ''));
  }
  planted = Date.now();
  world.sandbox().clock.shift(5 * 60_000);
}, 60_000);

interface TraceJson {
  readonly verdicts: readonly { verdict: string; why: string; next: string }[];
}

describe('trace finds why no code arrived', () => {
  it.each(Object.entries(CAUSES))('%s', async (_, cause) => {
    const now = new Date(planted + (cause.after ?? 600_000));
    const { exitCode, stdout, stderr } = await world.trace({ ...cause, now }, '--json');
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/^Key \S+ \(.*settings.json\) at .*\n$/),
    ]);
    const { verdicts }: TraceJson = JSON.parse(stdout);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      cause.verdict,
      ...(cause.before ? [cause.before] : []),
    ]);
    expect(verdicts[0]?.why).toContain(cause.why ?? '');
    expect(stdout).not.toContain(CODE);
  });
});

it('the connector’s own text for a limit is not what the user read', async () => {
  const phone = '8613900000040';
  const guard = { perNumber: [{ limit: 1, seconds: 3600 }] };
  await asks(phone, { guard });
  await asks(phone, { guard });
  const { stdout } = await world.trace({ phone });
  expect(stdout).toContain(
    'refused by the connector. The user read Logto’s own message about limits.',
  );
  expect(stdout).not.toContain('“');
});
