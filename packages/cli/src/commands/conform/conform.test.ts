import { createSandbox, type Sandbox } from 'aliyun-sms-sandbox';
import { recordingSchema } from 'aliyun-sms-sandbox/conformance';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { ACCOUNT, conform, ENVIRONMENT, OWN, PAID } from '../../testing/conform-run.ts';
import { refusal, startDeviatingAliyun, type Deviation } from '../../testing/deviating-aliyun.ts';
import { runWithPerson } from '../../testing/person.ts';
import { runCommand, testTerminal } from '../../testing/terminal.ts';

const wholeMessages = (aliyun: Sandbox) => aliyun.messages.list().messages;

describe('conform against a sandbox that plays Aliyun', () => {
  it('finds no difference, and sends nothing', async () => {
    const { stdout, recording, exitCode, aliyun } = await conform([]);
    expect(stdout).toMatch(/\n7\d alike, 0 different, 0 not compared\.\n/);
    expect(exitCode).toBe(0);
    expect(wholeMessages(aliyun)).toEqual([]);
    expect(recordingSchema.parse(JSON.parse(recording)).length).toBeGreaterThan(60);
  });

  it('finds no difference on the international site', async () => {
    const { stdout } = await conform(['--site', 'international', '--lang', 'zh']);
    expect(stdout).toContain('一致 7 个，不同 0 个，未比对 0 个。');
  });

  it('finds no difference with --paid, and sends to the given number a minute apart', async () => {
    const { stdout, stderr, aliyun } = await conform(PAID);
    expect(stdout + stderr).toMatch(
      /About 3 messages will reach \+86138\*{4}2222; .* up to \d\d\. Each is billed/,
    );
    expect(stdout).toMatch(/\n10\d alike, 0 different, 0 not compared\.\n/);
    expect(wholeMessages(aliyun).map(({ to }) => to)).toEqual(
      Array.from({ length: 3 }, () => `+86${OWN.to}`),
    );
  });
});

const denied: Deviation = (call, response) =>
  call['Action'] === 'QuerySmsSignList'
    ? { ...response, status: 403, ...refusal('NoPermission', 'No.') }
    : undefined;

const deniedPlainCall: Deviation = (call, response) =>
  call['Action'] === 'QuerySendDetails'
    ? { ...response, status: 403, ...refusal('NoPermission', 'No.') }
    : undefined;

const pageInstead: Deviation = (call) =>
  call['Action'] === 'QuerySendDetails'
    ? { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway' }
    : undefined;

const twoVariables: Deviation = (call, response) =>
  call['Action'] === 'GetSmsTemplate'
    ? {
        ...response,
        status: 200,
        body: '{"Code":"OK","TemplateCode":"SMS_2","TemplateType":0,"TemplateContent":"${a}${b}"}',
      }
    : undefined;

describe('conform', () => {
  it('does not compare operations that the key has no right to call', async () => {
    const { stdout, exitCode } = await conform([], { deviations: [denied] });
    expect(stdout).toMatch(/– list of signatures: NoPermission – .+\n/);
    expect(stdout).toMatch(/ 0 different, 3 not compared\./);
    expect(exitCode).toBe(0);
  });

  it('compares the other operations if a plain call is denied', async () => {
    const { stdout, exitCode } = await conform([], { deviations: [deniedPlainCall] });
    expect(stdout).toMatch(/\n\d\d alike, 0 different, \d+ not compared\.\n/);
    expect(exitCode).toBe(0);
  });

  it('reports a call without a response, and compares the others', async () => {
    const cut = { action: 'QuerySmsSignList', effect: { kind: 'reset', when: 'before' } } as const;
    const said = await conform([], { faults: [cut] });
    expect(said.stdout).toMatch(/– list of signatures: ECONNRESET – no response\n/);
    expect(said.stdout).toMatch(/\n\d\d alike, 0 different, \d not compared\.\n/);
    expect(said.exitCode).toBe(0);
    const { results }: { results: object[] } = JSON.parse(
      (await conform(['--json'], { faults: [cut] })).stdout,
    );
    const [what, verdict, code] = ['list of signatures', 'not compared', 'ECONNRESET'];
    expect(results).toContainEqual({ what, verdict, code });
  });

  it('stops comparing on Ctrl-C, and reports what it has', async () => {
    const stop = new AbortController();
    const press: Deviation = (call) => {
      if (call['AccessKeyId'] === 'no-such-key') stop.abort();
      return undefined;
    };
    const { signal } = stop;
    const { stdout, aliyun } = await conform([], { deviations: [press] }, { signal });
    expect(stdout).toMatch(/\n\d alike, 0 different, 0 not compared\.\n/);
    expect(aliyun.requests.list(500).length).toBeLessThan(20);
  });

  it('shows on a terminal which call it makes', async () => {
    const action = 'QuerySmsSignList';
    const slow = { action, times: 1, effect: { kind: 'delay', delayMs: 1000 } } as const;
    const { stderr } = await conform([], { faults: [slow] }, { tty: true });
    expect(stderr).toMatch(/\d+\/7\d {2}list of signatures/);
  });

  it('stops if a plain call is answered by something else', async () => {
    const { exitCode, stderr, recording } = await conform([], { deviations: [pageInstead] });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the expected response (no code)');
    expect(stderr).toContain('aliyun-sms explain <code>');
    expect(recording).toBe('');
  });

  it('offers to record the answers if some differ', async () => {
    const server = await startDeviatingAliyun(createSandbox({ seed: { accounts: [ACCOUNT] } }), [
      (call, response) =>
        call['AccessKeyId'] === 'no-such-key' ? { ...response, status: 400 } : undefined,
    ]);
    const line = ['conform', '--endpoint', server.url];
    const { exitCode, stdout } = await runCommand(line, { environment: ENVIRONMENT });
    await server.close();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\nUse --record <file> to save the answers.*\n$/);
  });

  it('stops if a plain call gets no response', async () => {
    const line = ['conform', '--endpoint', 'http://127.0.0.1:4', '--access-key-id', 'x'];
    const environment = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' };
    const { terminal, stderr } = testTerminal({ environment });
    expect(await main(line, terminal)).toBe(1);
    expect(stderr()).toContain('ECONNREFUSED');
  });

  it.each([
    [['--paid'], '--paid requires --to'],
    [['--paid', '--site', 'international'], 'the China site'],
    [['--paid', '--to', '+14155552671', '--sign-name', 'x', '--template', 'y'], '--to takes'],
  ])('%j is wrong usage, with the reason', async (line, problem) => {
    const { exitCode, stderr } = await conform(line);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(problem);
  });

  it('refuses a template with two variables', async () => {
    const line = ['--paid', '--to', OWN.to, '--sign-name', OWN.signName, '--template', 'SMS_2'];
    const { exitCode, stderr } = await conform(line, { deviations: [twoVariables] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('one variable');
  });

  it('sends nothing unless the user agrees', async () => {
    const aliyun = createSandbox({ seed: { accounts: [ACCOUNT] } });
    const server = await startDeviatingAliyun(aliyun, []);
    const line = ['conform', '--endpoint', server.url, ...PAID.filter((word) => word !== '--yes')];
    const { exitCode, screen } = await runWithPerson(
      line,
      [['Send these messages?', 'n']],
      ENVIRONMENT,
    );
    await server.close();
    expect(exitCode).toBe(1);
    expect(screen).toContain('Nothing was sent.');
    expect(wholeMessages(aliyun)).toEqual([]);
    expect(aliyun.requests.list().map(({ action }) => action)).toEqual(['GetSmsTemplate']);
  });
});
