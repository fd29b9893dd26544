import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { official, ownLogto, selects } from '../../testing/own-logto.ts';

const { logto, inFolder, run } = ownLogto();
const kept = () => inFolder('kept.json');

describe('logto migrate', () => {
  it('shows the converted settings and changes nothing with --dry-run', async () => {
    logto().state.connectors = [official];
    const { exitCode, stdout } = await run('migrate', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"signName": "阿里云短信测试"');
    expect(stdout).not.toContain('testsecret');
    expect(logto().state.connectors).toEqual([official]);
  });

  it('migrates, saves the old settings readable only by their owner, and goes back', async () => {
    logto().state.connectors = [official];
    const moved = await run('migrate', '--yes', '--keep', kept());
    expect(moved.exitCode).toBe(0);
    expect(logto().state.connectors).toEqual([
      {
        id: 'aliyun-sms-1',
        connectorId: 'aliyun-sms',
        type: 'Sms',
        config: { ...selects, ...official.config },
      },
    ]);
    expect((await stat(kept())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(kept(), 'utf8'))).toEqual({
      connectorId: official.connectorId,
      config: official.config,
    });
    expect((await run('migrate', '--undo', kept())).exitCode).toBe(0);
    expect(logto().state.connectors).toMatchObject([
      { connectorId: official.connectorId, config: official.config },
    ]);
  });

  it('migrates from the official connector for SMS authentication, and back', async () => {
    const authentication = {
      id: 'mas',
      connectorId: 'aliyun-short-message-auth-service',
      type: 'Sms',
      config: {
        accessKeyId: 'testid',
        accessKeySecret: 'testsecret',
        signName: '速通互联验证码',
        templates: [
          { usageType: 'Generic', templateCode: '100001' },
          { usageType: 'ForgotPassword', templateCode: '100003' },
          { usageType: 'BindNewIdentifier', templateCode: '100002' },
        ],
      },
    };
    logto().state.factories.push({ id: authentication.connectorId, type: 'Sms' });
    logto().state.connectors = [authentication];
    const { exitCode, stdout } = await run('migrate', '--yes', '--keep', kept());
    expect(exitCode).toBe(0);
    expect(stdout).toContain('reaches mainland numbers only');
    expect(logto().state.connectors).toMatchObject([
      {
        connectorId: 'aliyun-sms',
        config: {
          channel: 'mas',
          signName: '速通互联验证码',
          templates: [
            { usageType: 'Generic', templateCode: '100001' },
            { usageType: 'ForgotPassword', templateCode: '100003' },
            { usageType: 'BindNewIdentifier', templateCode: '100002' },
          ],
        },
      },
    ]);
    await run('migrate', '--undo', kept());
    expect(logto().state.connectors).toMatchObject([{ ...authentication, id: expect.any(String) }]);
  });

  it('never overwrites the file of an earlier migration', async () => {
    const earlier = '{"connectorId":"other","config":{}}';
    await writeFile(kept(), earlier);
    logto().state.connectors = [official];
    const { exitCode, stderr } = await run('migrate', '--yes', '--keep', kept());
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('Name another file with --keep'),
    ]);
    expect(await readFile(kept(), 'utf8')).toBe(earlier);
    expect(logto().state.connectors).toEqual([official]);
  });

  it('can migrate again with the same file after going back', async () => {
    logto().state.connectors = [official];
    await run('migrate', '--yes', '--keep', kept());
    await run('migrate', '--undo', kept());
    expect((await run('migrate', '--yes', '--keep', kept())).exitCode).toBe(0);
  });

  it('does not touch the official connector while ours is not installed', async () => {
    logto().state.connectors = [official];
    logto().state.factories = [{ id: official.connectorId, type: 'Sms' }];
    const { exitCode, stderr } = await run('migrate', '--yes', '--keep', kept());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not installed');
    expect(logto().state.connectors).toEqual([official]);
  });

  it('prints the converted settings and every warning with --json', async () => {
    const templates = [{ usageType: 'SignIn', templateCode: 'SMS_1' }];
    logto().state.connectors = [{ ...official, config: { ...official.config, templates } }];
    const { stdout } = await run('migrate', '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      migrated: false,
      settings: { accessKeySecret: '••••••', templates },
      warnings: [expect.any(String), expect.any(String)],
    });
  });

  it('without the file of --undo, says which file is meant', async () => {
    const { exitCode, stderr } = await run('migrate', '--undo', `${kept()}.none`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('cannot be read. Name the file that "logto migrate" saved');
  });
});
