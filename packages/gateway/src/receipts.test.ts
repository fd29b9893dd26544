import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { startRedis } from '../../sender/src/guard/testing/redis-server.ts';
import type { Gateway } from './gateway.ts';
import { MOST_PUSHED } from './report-push.ts';
import { startGateway } from './start-gateway.ts';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import {
  closeGateways,
  ENVIRONMENT,
  metricLines,
  openGateway,
  post,
  posted,
  RECEIPTS_SECRET,
  TOKEN,
  useLog,
  useSandbox,
} from './testing/own-gateway.ts';

const program = requireProgram('redis-server');
const log = useLog();
beforeEach(() => {
  vi.stubEnv('REDIS_URL', '');
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', '');
});
afterEach(closeGateways);

const PATH = `/receipts/${RECEIPTS_SECRET}`;
const gateway = () => openGateway({ settings: settingsFor('http://127.0.0.1:1') });
const push = (to: Gateway, reports: unknown, path = PATH) =>
  post(to, reports, { path, authorization: '' });
const counts = (of: Gateway) => metricLines(of, 'aliyun_sms_reports_total{');

const smsReport = (more: object = {}) => ({
  phone_number: '13800138000',
  send_time: '2026-11-28 10:00:00',
  report_time: '2026-11-28 10:00:04',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '628323749491270669^0',
  ...more,
});

const internationalReport = (more: object = {}) => ({
  To: '85268326366',
  SendDate: '2026-11-28 23:59:58',
  ReceiveDate: '2026-11-29 00:00:10',
  Status: '2',
  ErrorCode: 'IB:0008',
  ErrorDescription: 'no such number',
  SmsSize: '1',
  MessageId: '1008030300003210000',
  ...more,
});

describe('reports in the format of either site', () => {
  it('are counted by verdict, channel, country and carrier code, and answered as Aliyun expects', async () => {
    const to = gateway();
    const answer = await push(to, [smsReport(), internationalReport()]);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ code: 0, msg: 'OK' });
    expect(await counts(to)).toEqual([
      'aliyun_sms_reports_total{status="delivered",channel="sms",country="CN",carrier_code="DELIVERED"} 1',
      'aliyun_sms_reports_total{status="failed",channel="international",country="HK",carrier_code="IB:0008"} 1',
    ]);
  });

  it('of a delivery record how long it took', async () => {
    const to = gateway();
    const delivered = { Status: '1', ErrorCode: 'success' };
    await push(to, [smsReport(), internationalReport(delivered), internationalReport()]);
    expect(await metricLines(to, 'aliyun_sms_delivery_seconds_sum')).toEqual([
      'aliyun_sms_delivery_seconds_sum{channel="sms",country="CN"} 4',
      'aliyun_sms_delivery_seconds_sum{channel="international",country="HK"} 12',
    ]);
  });

  it('are logged with a masked number', async () => {
    await push(gateway(), [smsReport({ success: false, err_code: 'MK:0005' })]);
    const line: unknown = JSON.parse(log[0] ?? '');
    expect(line).toMatchObject({
      event: 'aliyun-sms:receipt',
      level: 'warn',
      to: '+86138****8000',
      status: 'failed',
      carrierCode: 'MK:0005',
    });
  });
});

describe('a repeated report', () => {
  it('is counted once, even within one push', async () => {
    const to = gateway();
    await push(to, [smsReport(), smsReport()]);
    expect((await push(to, [smsReport({ report_time: '2026-11-28 10:05:00' })])).status).toBe(200);
    expect((await counts(to))[0]).toMatch(/ 1$/);
    expect(await metricLines(to, 'aliyun_sms_reports_repeated_total ')).toEqual([
      'aliyun_sms_reports_repeated_total 2',
    ]);
  });

  it('for another number of the same send is counted separately', async () => {
    const to = gateway();
    await push(to, [smsReport(), smsReport({ phone_number: '13800138001' })]);
    expect((await counts(to))[0]).toMatch(/ 2$/);
  });

  it.skipIf(program.absent)('is counted once by all instances that share a Redis', async () => {
    const redis = await startRedis(program.path);
    try {
      vi.stubEnv('ALIYUN_SMS_REDIS_URL', redis.url);
      const [one, two] = [gateway(), gateway()];
      await push(one, [smsReport()]);
      await push(two, [smsReport(), internationalReport()]);
      expect(await counts(one)).toHaveLength(1);
      expect(await counts(two)).toEqual([expect.stringContaining('country="HK"')]);
      const keys = await redis.admin.keys('*');
      expect(keys).toHaveLength(2);
      expect(keys.join()).not.toMatch(/13800138000|628323749491270669/);
      expect(await redis.admin.ttl(keys[0] ?? '')).toBeGreaterThan(3600);
    } finally {
      await redis.stop();
    }
  });

  it('is counted once per instance while Redis fails', async () => {
    vi.stubEnv('ALIYUN_SMS_REDIS_URL', 'redis://127.0.0.1:1');
    const to = gateway();
    await push(to, [smsReport()]);
    await push(to, [smsReport()]);
    expect((await counts(to))[0]).toMatch(/ 1$/);
  });
});

describe('a push', () => {
  it.each([
    ['of one report without a list, as from a queue', smsReport()],
    ['with malformed entries and a good one', [smsReport(), smsReport({ success: 'yes' }), 7]],
    ['with a numeric verdict', [internationalReport({ Status: 1 })]],
  ])('%s is accepted', async (_, body) => {
    const to = gateway();
    expect((await push(to, body)).status).toBe(200);
    expect(await counts(to)).toHaveLength(1);
  });

  it.each([
    ['that is not JSON', '['],
    ['that is empty', []],
    ['that is not an object', 7],
    ['of replies by recipients', [{ phone_number: '13800138000', content: 'hi' }]],
    ['with an unknown verdict', [internationalReport({ Status: '9' })]],
    ['with an oversized id', [smsReport({ biz_id: 'x'.repeat(65) })]],
  ])('%s is refused with 400', async (_, body) => {
    expect((await push(gateway(), body)).status).toBe(400);
    expect(log.join('')).not.toContain('13800138000');
  });

  it('that is gzipped is accepted, with a limit on its unpacked size', async () => {
    const to = gateway();
    const packed = async (text: string, encoding = 'gzip') => {
      const headers = { 'content-encoding': encoding };
      const body = gzipSync(text);
      const url = `http://gateway.test${PATH}`;
      return (await to.fetch(new Request(url, { method: 'POST', headers, body }))).status;
    };
    expect(await packed(JSON.stringify([smsReport()]))).toBe(200);
    expect(await counts(to)).toHaveLength(1);
    expect(await packed(' '.repeat(MOST_PUSHED + 1))).toBe(413);
    expect(await packed('[]', 'br')).toBe(415);
  });

  it('with a malformed entry logs the name of the field, not its value', async () => {
    await push(gateway(), [smsReport(), smsReport({ phone_number: 13_800_138_000 })]);
    expect(log.join('')).toContain('1 of 2 entries');
    expect(log.join('')).toContain('phone_number');
    expect(log.join('')).not.toContain('13800138000');
  });

  it.each(['/receipts', '/receipts/', '/receipts/guess', `${PATH}/`, `${PATH}x`])(
    'to %s gets a 404',
    async (path) => {
      expect((await push(gateway(), [smsReport()], path)).status).toBe(404);
    },
  );

  it('gets a 404 if no secret is set', async () => {
    const to = openGateway({
      settings: settingsFor('http://127.0.0.1:1'),
      environment: { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN },
    });
    expect((await push(to, [smsReport()])).status).toBe(404);
  });
});

describe('labels', () => {
  it('contain no code that could be a number, and at most a hundred codes', async () => {
    const to = gateway();
    const codes = ['13800138000', 'a code with spaces', 'x'.repeat(41)];
    codes.push(...Array.from({ length: 120 }, (_, index) => `C${index}`));
    await push(
      to,
      codes.map((err_code, index) => smsReport({ err_code, success: false, biz_id: `b${index}` })),
    );
    const lines = await counts(to);
    expect(lines).toHaveLength(100);
    expect(lines.find((line) => line.includes('"other"'))).toMatch(/ 24$/);
    expect([...lines, ...log].join()).not.toContain('13800138000');
  });

  it('are "none" for an invalid number, and invalid times are not counted', async () => {
    const to = gateway();
    await push(to, [
      smsReport({ phone_number: '1', send_time: 'soon' }),
      smsReport({ biz_id: 'b', send_time: '2026-11-28 10:00:05' }),
      internationalReport({ Status: '6', ErrorCode: null }),
    ]);
    expect((await counts(to)).join()).toMatch(
      /country="none".*status="expired".*carrier_code="none"/,
    );
    expect(await metricLines(to, 'aliyun_sms_delivery_seconds_count')).toEqual([]);
  });
});

describe('a message sent through the gateway', async () => {
  const sandbox = await useSandbox();

  it('is reported by the sandbox, as by Aliyun, and counted by country', async () => {
    const running = await startGateway({
      settings: settingsFor(sandbox.url),
      environment: ENVIRONMENT,
      port: 0,
      metricsPort: 0,
    });
    try {
      sandbox.receipts.configure({ url: `${running.url}${PATH}` });
      for (const to of ['8613800138000', '85268326366']) {
        await fetch(`${running.url}/sms`, {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}` },
          body: JSON.stringify(posted({ to })),
        });
      }
      sandbox.clock.shift(60_000);
      const metrics = async () => (await fetch(running.metricsUrl ?? '')).text();
      await expect.poll(metrics).toMatch(/reports_total.*"delivered".*"CN".* 1/);
      await expect.poll(metrics).toMatch(/reports_total.*"delivered".*"HK".* 1/);
    } finally {
      await running.close();
    }
  });
});
