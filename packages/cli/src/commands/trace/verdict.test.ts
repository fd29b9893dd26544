import { expect, it } from 'vitest';
import { enteredEntry } from '../../testing/audit-log.ts';
import { CODE, IDLE, MAS, signInWorld, type Asking } from '../../testing/sign-in-world.ts';

const world = signInWorld();

async function verdict(asking: Asking): Promise<string | undefined> {
  const now = new Date(Date.now() + 600_000);
  const { stdout } = await world.trace({ ...asking, now }, '--json');
  const { verdicts }: { verdicts: { verdict: string }[] } = JSON.parse(stdout);
  return verdicts[0]?.verdict;
}

it('without a request in Logto’s log, the account’s other messages do not matter', async () => {
  expect(await verdict({ phone: '8613900002001', by: IDLE })).toBe('never-asked');
});

it('without a request in Logto’s log, a channel that cannot be queried may have more', async () => {
  const effect = { kind: 'apiCode', apiCode: 'isp.RAM_PERMISSION_DENY' } as const;
  const phone = '8613900002002';
  world.sandbox().faults.replace([{ to: phone, action: 'QuerySendDetails', times: 1, effect }]);
  expect(await verdict({ phone, by: { fallbacks: [MAS] } })).toBe('cannot-tell');
});

it('a code for signing up is sent to a number without an account', async () => {
  await world.asks('8613900002009');
  const phone = '8613900002003';
  world.says(phone, { flow: 'Register' });
  expect(await verdict({ phone })).toBe('not-on-record');
});

it('an error of Logto’s own while it checks a code is not a wrong code', async () => {
  const phone = '8613900002004';
  await world.asks(phone);
  const error = { message: 'Internal server error.' };
  const entry = enteredEntry({ phone, at: Date.now() + 20_000, code: CODE, error });
  world.logto().state.auditLog.push(entry);
  world.sandbox().clock.shift(300_000);
  expect(await verdict({ phone })).toBe('other-session');
});

it('an error of another connector without a text of ours is that connector’s', async () => {
  const phone = '8613900002005';
  world.says(phone, { error: { message: 'Error: timeout' } });
  expect(await verdict({ phone })).toBe('failed-in-connector');
  expect((await world.trace({ phone })).stdout).toMatch(/refused by the connector\.\n/);
});
