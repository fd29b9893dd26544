import { execFileSync, spawnSync } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway } from 'aliyun-sms-gateway';
import { startSandbox } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { requireProgram } from '../scripts/require-program.ts';
import { account, signName, templates } from './testing/ready-made.ts';

const promtool = requireProgram('promtool');
const monitoring = new URL('../examples/monitoring/', import.meta.url);
const rules = new URL('alerts.yml', monitoring).pathname;

const TOKEN = 'a-token-of-more-than-24-characters';
const RECEIPTS = 'a_path-that-nobody-can-guess';
const sandbox = await startSandbox({ port: 0 });
const scratch = mkdtempSync(join(tmpdir(), 'alerts-'));
const opened: Gateway[] = [];
afterAll(async () => {
  rmSync(scratch, { recursive: true });
  await sandbox.close();
});
beforeEach(() => {
  sandbox.reset();
  vi.stubEnv('ALIYUN_SMS_LOG', 'silent');
  vi.stubEnv('REDIS_URL', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((gateway) => gateway.close()));
});

function open(guard: object = {}): Gateway {
  const gateway = createGateway({
    settings: {
      ...account,
      signName,
      templates: [{ usageType: 'Generic', templateCode: templates }],
      endpoint: sandbox.url,
      guard: { perPrefix: [{ limit: 200, seconds: 3600 }], ...guard },
    },
    environment: { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN, ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET: RECEIPTS },
  });
  opened.push(gateway);
  return gateway;
}

let numbers = 0;
/** In a block of its own each time, unless a block is given. */
function freshNumber(block = String((numbers % 9000) + 1000)): string {
  numbers += 1;
  return `86138${block}${String(numbers % 10_000).padStart(4, '0')}`;
}

const post = (gateway: Gateway, path: string, body: object) =>
  gateway.fetch(
    new Request(`http://gateway.test${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(body),
    }),
  );

async function send(gateway: Gateway, to = freshNumber()): Promise<void> {
  await post(gateway, '/sms', { to, type: 'SignIn', payload: { code: '042137', locale: 'en' } });
}

async function report(gateway: Gateway, carrierCode = 'DELIVERED'): Promise<void> {
  const number = freshNumber().slice(2);
  await post(gateway, `/receipts/${RECEIPTS}`, [
    {
      phone_number: number,
      send_time: '2026-11-28 10:00:00',
      report_time: '2026-11-28 10:00:04',
      success: carrierCode === 'DELIVERED',
      err_code: carrierCode,
      biz_id: `${number}^0`,
    },
  ]);
}

interface Minute {
  readonly sends: number;
  readonly send: (gateway: Gateway, index: number) => Promise<void>;
  readonly report: (gateway: Gateway, index: number) => Promise<void>;
}

/** A minute of an ordinary day: now and then a wrong number, or a phone that is off. */
const ordinary = (sends: number): Minute => ({
  sends,
  send: (gateway, index) => send(gateway, index % 33 === 32 ? '8612345' : freshNumber()),
  report: (gateway, index) =>
    report(gateway, index % 25 === 24 ? 'MOBILE_NOT_ON_SERVICE' : undefined),
});

/** The series that Prometheus would store, scraping once a minute. */
async function record(
  gateway: Gateway,
  minutes: readonly Minute[],
): Promise<Map<string, string[]>> {
  const series = new Map<string, string[]>();
  let index = 0;
  for (const [minute, play] of minutes.entries()) {
    const all = Array.from({ length: play.sends }, () => {
      index += 1;
      return [play.send(gateway, index), play.report(gateway, index)];
    });
    // In turn: each minute ends before the next begins.
    // oxlint-disable-next-line no-await-in-loop
    await Promise.all(all.flat());
    // oxlint-disable-next-line no-await-in-loop
    for (const [name, value] of await scrape(gateway)) {
      const values = series.get(name) ?? Array.from<string>({ length: minute }).fill('_');
      series.set(name, [...values, value]);
    }
  }
  return series;
}

async function scrape(gateway: Gateway): Promise<readonly (readonly [string, string])[]> {
  const answer = await gateway.fetchMetrics(new Request('http://gateway.test/metrics'));
  return (await answer.text()).split('\n').flatMap((line) => {
    const [, name, value] = /^(aliyun_sms_\S.*) (\S+)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
}

/** Lets promtool evaluate the rules over the series, and compare `expr` at that minute with `value`. */
function check(
  series: Map<string, string[]>,
  samples: readonly { expr: string; minute: number; value?: number }[],
): void {
  const file = join(scratch, 'test.yml');
  const inputs = [...series].map(([name, values]) => ({ series: name, values: values.join(' ') }));
  writeFileSync(
    file,
    stringify({
      rule_files: [rules],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: inputs,
          promql_expr_test: samples.map(({ expr, minute, value }) => ({
            expr,
            eval_time: `${minute}m`,
            exp_samples: value === undefined ? [] : [{ labels: '{}', value }],
          })),
        },
      ],
    }),
  );
  const { status, stdout, stderr } = spawnSync(promtool.path, ['test', 'rules', file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

const refuse = (apiCode: string) =>
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);

const CALM = 8;
/** By then an alert must fire. Minutes. */
const SOON = 5;
const PER_MINUTE = 20;

interface Incident {
  readonly guard?: object;
  readonly begin?: () => void;
  readonly during?: Partial<Minute>;
}

const incidents: Readonly<Record<string, Incident>> = {
  AliyunSmsDeliveryRateFalling: { during: { report: (gateway) => report(gateway, 'MK:0001') } },
  AliyunSmsAcceptRateFalling: { begin: () => refuse('isv.SMS_TEMPLATE_ILLEGAL') },
  AliyunSmsSlow: {
    begin: () => sandbox.faults.replace([{ effect: { kind: 'delay', delayMs: 2_500 } }]),
  },
  AliyunSmsAccountRefused: { begin: () => refuse('isv.AMOUNT_NOT_ENOUGH') },
  AliyunSmsSignatureLapsed: { begin: () => refuse('isv.SMS_SIGNATURE_ILLEGAL') },
  AliyunSmsAttack: {
    guard: { perPrefix: [{ limit: 20, seconds: 3600 }] },
    during: { sends: 100, send: (gateway) => send(gateway, freshNumber('0000')) },
  },
  AliyunSmsRedisAway: {
    guard: { store: 'redis' },
    begin: () => vi.stubEnv('REDIS_URL', 'redis://127.0.0.1:1'),
  },
  // The client reports its circuits on this channel; its own tests show that it opens them.
  AliyunSmsCircuitOpen: {
    begin: () => channel('aliyun-sms:circuit').publish({ endpoint: sandbox.url, circuit: 'open' }),
  },
};

describe.skipIf(promtool.absent)('the rules for Prometheus', () => {
  test('are valid', () => {
    expect(execFileSync(promtool.path, ['check', 'rules', rules], { encoding: 'utf8' })).toContain(
      'SUCCESS: 8 rules found',
    );
  });

  test.each(Object.entries(incidents))(
    '%s fires within five minutes, and not before',
    async (alert, { guard = {}, begin, during }) => {
      const { store, ...rest } = { store: undefined, ...guard };
      if (store !== undefined) begin?.();
      const gateway = open(store === undefined ? rest : { ...rest, store });
      const isKnown = store !== undefined;
      const before = isKnown ? 0 : CALM;
      const calm = await record(
        gateway,
        Array.from({ length: before }, () => ordinary(PER_MINUTE)),
      );
      if (!isKnown) begin?.();
      const bad = await record(
        gateway,
        Array.from({ length: SOON + 1 }, () => ({ ...ordinary(PER_MINUTE), ...during })),
      );
      const firing = `count(ALERTS{alertname="${alert}",alertstate="firing"}) > bool 0`;
      const series = joined(calm, bad, before);
      check(series, [
        ...(before > 0 ? [{ expr: 'count(ALERTS)', minute: before - 1 }] : []),
        { expr: firing, minute: before + SOON, value: 1 },
      ]);
      // Shows that the check notices a rule that does not fire.
      expect(() => check(series, [{ expr: firing, minute: 0, value: 1 }])).toThrow('FAILED');
    },
  );

  test('do not fire on an ordinary day', async () => {
    const day = Array.from({ length: 24 * 60 }, (_, minute) => {
      const hour = Math.floor(minute / 60);
      const busy = hour >= 8 && hour < 23 ? 6 : 1;
      return ordinary(minute % 2 === 0 ? busy : 0);
    });
    const series = await record(open(), day);
    const ever = { expr: 'count(count_over_time(ALERTS[1d]))', minute: day.length - 1 };
    expect(() => check(series, [ever])).not.toThrow();
    // 1,440 scrapes are slow on a busy machine.
  }, 300_000);
});

const missing = (count: number) => Array.from<string>({ length: count }).fill('_');

function joined(calm: Map<string, string[]>, bad: Map<string, string[]>, before: number) {
  const names = new Set([...calm.keys(), ...bad.keys()]);
  return new Map(
    [...names].map((name) => [
      name,
      [...(calm.get(name) ?? missing(before)), ...(bad.get(name) ?? [])],
    ]),
  );
}

test('rules and dashboard only use metrics that the gateway exports', async () => {
  const gateway = open();
  const answer = await gateway.fetchMetrics(new Request('http://gateway.test/metrics'));
  const exported = new Set(
    (await answer.text()).match(/^# TYPE \S+/gm)?.map((line) => line.slice(7)),
  );
  for (const file of ['alerts.yml', 'dashboard.json']) {
    const text = readFileSync(new URL(file, monitoring), 'utf8');
    const named = text.match(/aliyun_sms_[a-z_]+/g) ?? [];
    const metrics = named.map((name) => name.replace(/_(?:bucket|count|sum)$/, ''));
    expect(metrics.filter((name) => !exported.has(name))).toEqual([]);
  }
  JSON.parse(readFileSync(new URL('dashboard.json', monitoring), 'utf8'));
});
