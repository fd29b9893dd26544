import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, startLogtoServer, type LogtoServer } from '../testing/logto-server.ts';
import { CTRL_C, ENTER, runWithPerson, type Step } from '../testing/person.ts';

let logto: LogtoServer;
let folder: string;

beforeEach(async () => {
  logto = await startLogtoServer();
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await logto.close();
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'settings.json');

const logtoEnvironment = () => ({
  LOGTO_ENDPOINT: logto.url,
  LOGTO_APP_ID: APP_ID,
  LOGTO_APP_SECRET: APP_SECRET,
});

describe('before a change in Logto', () => {
  const official = {
    id: 'o',
    connectorId: 'aliyun-short-message-service',
    type: 'Sms',
    config: {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '示例科技',
      templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }],
    },
  };

  it.each([
    ['push', ['Replace it?']],
    ['migrate', ['Replace the official connector with these settings?']],
    ['enable', ['Switch to registration by phone?', 'Make these changes in Logto?']],
  ])('logto %s asks, and changes nothing if the answer is no', async (command, questions) => {
    logto.state.connectors = [official];
    await writeFile(file(), JSON.stringify(official.config));
    const before = structuredClone({ ...logto.state, calls: [] });
    const settings = command === 'push' ? ['--settings', file()] : [];
    const line = ['logto', command, ...settings];
    const answers = questions.map((question): Step => [question, 'n']);
    const { exitCode, screen } = await runWithPerson(line, answers, logtoEnvironment());
    expect(screen).toContain('Nothing was changed.');
    expect(exitCode).toBe(1);
    expect({ ...logto.state, calls: [] }).toEqual(before);
  });

  it('Ctrl-C at a question changes nothing', async () => {
    const question: Step = ['Switch to registration by phone?', CTRL_C];
    const { exitCode, screen } = await runWithPerson(
      ['logto', 'enable'],
      [question],
      logtoEnvironment(),
    );
    expect(exitCode).toBe(1);
    expect(screen).toContain('✗ Stopped.');
    expect(logto.state.calls).toEqual(['GET /api/sign-in-exp']);
  });

  it('logto enable prompts for the app’s secret, and makes the change if the answer is yes', async () => {
    logto.state.connectors = [official];
    logto.state.signInExperience.signIn.methods = [];
    const { LOGTO_APP_SECRET: _, ...rest } = logtoEnvironment();
    const { exitCode, screen } = await runWithPerson(
      ['logto', 'enable'],
      [
        [`Secret of the app ${APP_ID}`, `${APP_SECRET}${ENTER}`],
        ['Switch to registration by phone?', 'y'],
        ['Make these changes in Logto?', 'y'],
      ],
      rest,
    );
    expect(exitCode).toBe(0);
    expect(screen).not.toContain(APP_SECRET);
    expect(logto.state.signInExperience.signIn.methods).toContainEqual(
      expect.objectContaining({ identifier: 'phone' }),
    );
    expect(logto.state.signInExperience.signUp.identifiers).toEqual(['phone']);
  });
});
