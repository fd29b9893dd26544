import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from './main.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const printed: string[] = [];
  const errors: string[] = [];
  const started = await main(words, {
    environment,
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  const isSandbox = typeof started !== 'number';
  const policy = isSandbox
    ? (await fetch(`${started.url}/inbox/`)).headers.get('content-security-policy')
    : undefined;
  if (isSandbox) await started.close();
  const exitCode = isSandbox ? undefined : started;
  return { exitCode, policy, out: printed.join('\n'), error: errors.join('\n') };
}

describe('aliyun-sms-sandbox', () => {
  test('prints its addresses and the ready-made account, in the user’s language', async () => {
    const { out } = await run(['--port', '0']);
    expect(out).toMatch(
      /^ {2}Endpoint {4}http:\/\/127\.0\.0\.1:\d+\n {2}Inbox {7}http:\/\/127\.0\.0\.1:\d+\/inbox\/\n {2}Access key {2}testid \/ testsecret\n/,
    );
    const chinese = await run(['--port=0'], { LANG: 'zh_CN.UTF-8' });
    expect(chinese.out).toContain('  收件箱    http://127.0.0.1:');
  });

  test('prints the same as JSON, and uses the port of the environment', async () => {
    const { out } = await run(['--json'], { PORT: '0' });
    expect(JSON.parse(out)).toMatchObject({ accessKeyId: 'testid', port: expect.any(Number) });
  });

  test('starts with a seed, and accepts several values after a flag', async () => {
    const seed = join(folder, 'seed.json');
    const key = { accessKeyId: 'mine', accessKeySecret: 's' };
    await writeFile(seed, JSON.stringify({ accounts: [{ id: 'a', keys: [key] }] }));
    const words = ['--allow-frame', 'http://a.test', 'http://b.test', '--port', '0'];
    const { out, policy } = await run([...words, '--seed', seed]);
    expect(out).toMatch(/Access key {2}mine$/);
    expect(policy).toContain("frame-ancestors 'self' http://a.test http://b.test");
  });

  test('warns if other machines can reach it', async () => {
    const warned = once(process, 'warning');
    const { out } = await run(['--port', '0', '--host', '0.0.0.0']);
    expect(out).toContain('http://0.0.0.0:');
    const [{ message }] = await warned;
    expect(message).toContain('can read every code and number');
  });

  test('says why it cannot listen on an address of another machine', async () => {
    // Reserved for documentation: no machine has it.
    const { error, exitCode } = await run(['--port', '0', '--host', '192.0.2.1']);
    expect(exitCode).toBeGreaterThan(0);
    expect(error).toContain('EADDRNOTAVAIL');
  });

  test('prints its flags with --help', async () => {
    const { out, exitCode } = await run(['--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('--seed <file>                    start state (JSON)');
  });

  test.each([
    [['--sed', 'x'], "Unknown option '--sed'"],
    [['start'], "Unexpected argument 'start'"],
    [['--port', '99999'], 'The port must be a number from 0 to 65535, not "99999"'],
    [['--port', 'http'], 'The port must be a number from 0 to 65535, not "http"'],
    [['--seed', 'none.json'], 'none.json cannot be read.'],
  ])('%j is a usage error', async (words, message) => {
    const { exitCode, error } = await run(words);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });

  test('fails if the port is in use or the file belongs to another program', async () => {
    const foreign = join(folder, 'notes.txt');
    await writeFile(foreign, 'mine');
    const refused = await run(['--port', '0', '--persist', foreign]);
    expect(refused).toMatchObject({
      exitCode: 1,
      error: expect.stringContaining('not written by the sandbox'),
    });
    const { createServer } = await import('node:http');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? `${address?.port}` : '';
    const taken = await run(['--port', port], { LC_ALL: 'zh_CN' });
    server.close();
    expect(taken).toMatchObject({ exitCode: 1, error: expect.stringContaining('已被占用') });
  });
});
