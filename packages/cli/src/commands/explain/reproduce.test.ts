import { errorBook, explainApiCode } from 'aliyun-sms-client';
import { createSender, readSettings, SendFailure } from 'aliyun-sms-sender';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { runCommand } from '../../testing/terminal.ts';
import { demoSettings } from '../demo/demo-settings.ts';
import { reproduce, type Reproduction } from './reproduce.ts';

const { sandbox } = ownSandbox('file');

/** Every code, and one example for each prefix. */
const codes = errorBook.map(({ code }) => code.replace('*', '.Other'));
const ofSends = codes.filter((code) => {
  const { category } = explainApiCode(code);
  return category !== 'application' && category !== 'verification' && category !== 'delivery';
});
const ofCarriers = codes.filter((code) => explainApiCode(code).category === 'delivery');

const settings = () => readSettings(demoSettings(sandbox().url));
const request = { usageType: 'SignIn', payload: { code: '123456' }, locale: undefined };

afterEach(async () => {
  vi.restoreAllMocks();
  sandbox().reset();
  // A success ends what several unknown outcomes in a row would make an outage.
  await createSender().send(settings(), { ...request, to: '8613900000000' });
});

/** Runs what is printed, as in a shell, against this test's sandbox. */
function typed({ calls }: Reproduction) {
  const here = calls.map((call) => call.replaceAll('http://127.0.0.1:4086', sandbox().url));
  return {
    faults: Promise.all(here.slice(0, -1).map(putFaults)),
    send: () => runCommand((here.at(-1) ?? '').split(' ').slice(1)),
  };
}

async function putFaults(curl: string): Promise<void> {
  const [, url = '', body = ''] = /^curl -sS -X PUT (\S+) -H '[^']+' -d '(.+)'$/.exec(curl) ?? [];
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
}

/** The same message sent by Logto: the connector's line, and what the user reads. */
async function asLogtoSends(to: string) {
  const lines = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const userText = await createSender()
    .send(settings(), { ...request, to })
    .then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof SendFailure) return error.failure.userText;
        throw error;
      },
    );
  const line: unknown = JSON.parse(String(lines.mock.lastCall?.[0]));
  return { line, userText };
}

describe('--reproduce', () => {
  it.each(ofSends)('prints what really happens with %s', { timeout: 20_000 }, async (code) => {
    const reproduction = await reproduce(code);
    if (!reproduction) throw new TypeError('A send can result in this code.');
    const number = /send \+(\d+)/.exec(reproduction.calls.at(-1) ?? '')?.[1] ?? '';
    const shell = typed(reproduction);
    await shell.faults;
    const [{ exitCode, stderr }, sent] = await Promise.all([shell.send(), asLogtoSends(number)]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${code}: `)]);
    expect(sent.line).toMatchObject(JSON.parse(JSON.stringify(reproduction.line)));
    const { en = '', zh = '' } = sent.userText ?? {};
    const { userText = { en: '', zh: '' } } = reproduction;
    expect([en.startsWith(userText.en), zh.startsWith(userText.zh)]).toEqual([true, true]);
    expect(en === '').toBe(userText.en === '');
  });

  it('prints what carriers really report', { timeout: 60_000 }, async () => {
    const given = [];
    sandbox().receipts.configure({ delayMs: { min: 0, max: 0 } });
    for (const code of ofCarriers) {
      // oxlint-disable-next-line no-await-in-loop
      const reproduction = await reproduce(code);
      if (!reproduction) continue;
      // oxlint-disable-next-line no-await-in-loop
      const { stdout } = await typed(reproduction).send();
      expect(stdout).toContain(code === 'DELIVERED' ? '✓ delivered' : `✗ failed: ${code}`);
      given.push(code);
    }
    expect(given).toContain('PORT_NOT_REGISTERED');
    expect(given.length).toBeGreaterThan(14);
  });
});
