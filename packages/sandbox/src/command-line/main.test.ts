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
  const complaints: string[] = [];
  const started = await main(words, {
    environment,
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  const isSandbox = typeof started !== 'number';
  const mayFrame = isSandbox
    ? (await fetch(`${started.url}/inbox/`)).headers.get('content-security-policy')
    : undefined;
  if (isSandbox) await started.close();
  const exitCode = isSandbox ? undefined : started;
  return { exitCode, mayFrame, out: printed.join('\n'), complaint: complaints.join('\n') };
}

describe('aliyun-sms-sandbox', () => {
  test('says where it is and what is ready to use, in the reader’s language', async () => {
    const { out } = await run(['--port', '0']);
    expect(out).toMatch(
      /^ {2}Endpoint {4}http:\/\/127\.0\.0\.1:\d+\n {2}Inbox {7}http:\/\/127\.0\.0\.1:\d+\/inbox\/\n {2}Access key {2}testid \/ testsecret\n/,
    );
    const chinese = await run(['--port=0'], { LANG: 'zh_CN.UTF-8' });
    expect(chinese.out).toContain('  收件箱    http://127.0.0.1:');
  });

  test('tells programs the same, and takes the port of the environment', async () => {
    const { out } = await run(['--json'], { PORT: '0' });
    expect(JSON.parse(out)).toMatchObject({ accessKeyId: 'testid', port: expect.any(Number) });
  });

  test('starts as a seed says, and takes several words after a flag', async () => {
    const seed = join(folder, 'seed.json');
    const key = { accessKeyId: 'mine', accessKeySecret: 's' };
    await writeFile(seed, JSON.stringify({ accounts: [{ id: 'a', keys: [key] }] }));
    const words = ['--allow-frame', 'http://a.test', 'http://b.test', '--port', '0'];
    const { out, mayFrame } = await run([...words, '--seed', seed]);
    expect(out).toMatch(/Access key {2}mine$/);
    expect(mayFrame).toContain("frame-ancestors 'self' http://a.test http://b.test");
  });

  test('helps', async () => {
    const { out, exitCode } = await run(['--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('--seed <file>                    start state (JSON)');
  });

  test.each([
    [['--sed', 'x'], "Unknown option '--sed'"],
    [['start'], "'start'?"],
    [['--port', '99999'], '0 … 65535'],
    [['--seed', 'none.json'], 'none.json cannot be read.'],
  ])('%j is wrong usage', async (words, complaint) => {
    const { exitCode, complaint: told } = await run(words);
    expect(exitCode).toBe(2);
    expect(told).toContain(complaint);
  });

  test('leaves a taken port and a file of others alone, and says so', async () => {
    const foreign = join(folder, 'notes.txt');
    await writeFile(foreign, 'mine');
    const refused = await run(['--port', '0', '--persist', foreign]);
    expect(refused).toMatchObject({
      exitCode: 1,
      complaint: expect.stringContaining('not a file'),
    });
    const { createServer } = await import('node:http');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? `${address?.port}` : '';
    const taken = await run(['--port', port], { LC_ALL: 'zh_CN' });
    server.close();
    expect(taken).toMatchObject({ exitCode: 1, complaint: expect.stringContaining('已被占用') });
  });
});
