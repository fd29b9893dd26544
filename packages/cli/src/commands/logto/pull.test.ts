import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { official, ownLogto } from '../../testing/own-logto.ts';

const { logto, inFolder, run } = ownLogto();
const target = () => inFolder('pulled.json');

describe('logto pull', () => {
  it('writes the settings readable only by their owner, and overwrites only with --overwrite', async () => {
    logto().state.connectors = [{ ...official, connectorId: 'aliyun-sms' }];
    const { exitCode, stdout } = await run('pull', '--settings', target());
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('testsecret');
    expect((await stat(target())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(target(), 'utf8'))).toEqual(official.config);
    await writeFile(target(), 'mine');
    const again = await run('pull', '--settings', target());
    expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining('--overwrite')]);
    expect(await readFile(target(), 'utf8')).toBe('mine');
    expect((await run('pull', '--settings', target(), '--overwrite')).exitCode).toBe(0);
    expect(JSON.parse(await readFile(target(), 'utf8'))).toEqual(official.config);
    expect(await readdir(inFolder())).toEqual(['pulled.json', 'settings.json']);
  });

  it('reports a Logto without the connector', async () => {
    expect((await run('pull', '--settings', target())).stderr).toContain('run "logto push"');
  });
});
