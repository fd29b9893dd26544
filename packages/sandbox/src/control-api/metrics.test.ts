import { expect, test } from 'vitest';
import { addMessage, reportMessage } from '../../inbox/testing/sample-messages.ts';
import { createControlApp } from './index.ts';
import { createSandbox } from '../sandbox.ts';
import { loggedCall } from '../testing/logged-call.ts';

async function scrape(app: ReturnType<typeof createControlApp>): Promise<readonly string[]> {
  const answer = await app.fetch(new Request('http://127.0.0.1/metrics'));
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return (await answer.text()).split('\n');
}

test('counts messages, reports and calls in Prometheus format', async () => {
  const sandbox = createSandbox();
  const app = createControlApp(sandbox);
  const { id, acceptedAt } = addMessage(sandbox);
  addMessage(sandbox, { to: '+85268326366', country: 'HK' });
  reportMessage(sandbox, id, 'NO_ROUTE', Date.parse(acceptedAt) + 1500);
  sandbox.requests.add(loggedCall({ action: 'SendSms', apiCode: 'OK' }));
  const lines = await scrape(app);
  expect(lines).toContain(
    'aliyun_sms_sandbox_messages_accepted_total{product="sms",country="CN"} 1',
  );
  expect(lines).toContain('aliyun_sms_sandbox_messages_reported_total{status="failed"} 1');
  expect(lines).toContain('aliyun_sms_sandbox_delivery_seconds_sum 1.5');
  expect(lines).toContain('aliyun_sms_sandbox_requests_total{action="SendSms",api_code="OK"} 1');
  expect(lines).toContain('aliyun_sms_sandbox_messages_kept 2');
  expect(lines).toContain('aliyun_sms_sandbox_live_streams 0');
});

test('the number of action labels is limited', async () => {
  const sandbox = createSandbox();
  const app = createControlApp(sandbox);
  for (let count = 0; count < 5000; count += 1) {
    const action = `Invented${count}`;
    sandbox.requests.add(loggedCall({ action, apiCode: 'InvalidAction.NotFound' }));
  }
  const lines = await scrape(app);
  expect(lines.filter((line) => line.includes('requests_total{')).length).toBe(201);
});

test('two sandboxes in one process count separately', async () => {
  const [one, other] = [createSandbox(), createSandbox()];
  const app = createControlApp(one);
  createControlApp(other);
  addMessage(other);
  expect(await scrape(app)).toContain('aliyun_sms_sandbox_messages_kept 0');
});
