import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, startLogtoServer } from '../testing/logto-server.ts';
import { ownSandbox } from '../testing/own-sandbox.ts';
import { runCommand } from '../testing/terminal.ts';

const { sandbox, folder } = ownSandbox('file');

beforeEach(() => sandbox().reset());

const run = (...line: string[]) => runCommand([...line, '--endpoint', sandbox().url]);
const missing = () => join(folder(), 'missing', 'file');
const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];

/** One sentence for the user, not an internal error. */
const sentence = (says: string) => ({
  exitCode: 1,
  stderr: expect.stringMatching(new RegExp(`^✗ [^\\n]*${says}[^\\n]*\\n$`)),
});

const notThere = () => sentence(`${missing()} cannot be written \\(ENOENT\\)`);

describe('a file that cannot be written is reported with the reason', () => {
  it('by init', async () => {
    expect(await run('init', '--settings', missing(), ...words)).toMatchObject(notThere());
  });

  it('by stats, after the figures', async () => {
    const ended = await run('stats', '--html', missing());
    expect(ended).toMatchObject(notThere());
    expect(ended.stdout).toContain('Nothing was sent');
  });

  it('by receipts listen, before it accepts reports', async () => {
    const line = ['receipts', 'listen', '--port', '0', '--file', missing()];
    expect(await runCommand(line)).toMatchObject(notThere());
  });

  it('by sandbox, before it accepts messages', async () => {
    const line = ['sandbox', '--port', '0', '--persist', missing()];
    expect(await runCommand(line)).toMatchObject(notThere());
  });

  it('by sandbox, if it is not a file of its own', async () => {
    const file = join(folder(), 'letter.txt');
    await writeFile(file, 'Dear Sir\n');
    const line = ['sandbox', '--port', '0', '--persist', file, '--lang', 'zh'];
    const { exitCode, stderr } = await runCommand(line);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('不是沙箱的文件，未作任何改动'),
    ]);
  });

  it('by logto migrate, which changes nothing in Logto and leaves no secret on disk', async () => {
    const config = {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '示例科技',
      templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }],
    };
    const connectorId = 'aliyun-short-message-service';
    const logto = await startLogtoServer({
      connectors: [{ id: 'official', connectorId, type: 'Sms', config }],
    });
    const inTheWay = join(folder(), 'in-the-way');
    await mkdir(inTheWay, { recursive: true });
    const ended = await runCommand(['logto', 'migrate', '--yes', '--keep', inTheWay], {
      environment: {
        LOGTO_ENDPOINT: logto.url,
        LOGTO_APP_ID: APP_ID,
        LOGTO_APP_SECRET: APP_SECRET,
      },
    });
    await logto.close();
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('in-the-way already exists and is not overwritten'),
    });
    expect(logto.state.connectors).toMatchObject([{ id: 'official' }]);
    expect((await readdir(folder())).filter((name) => name.includes('tmp'))).toEqual([]);
  });
});

describe('an address that does not belong to this machine is reported', () => {
  it.each([
    ['sandbox', '192.0.2.1', 'EADDRNOTAVAIL'],
    ['sandbox', 'nobody.invalid', 'ENOTFOUND|EAI_AGAIN'],
    ['receipts listen', '192.0.2.1', 'EADDRNOTAVAIL'],
  ])('by %s --host %s', async (command, host, code) => {
    const file = command === 'sandbox' ? [] : ['--file', join(folder(), 'receipts')];
    const line = [...command.split(' '), '--port', '0', '--host', host, ...file];
    expect(await runCommand(line)).toMatchObject(sentence(`on ${host}, port 0 \\((${code})\\)`));
  });
});

describe('an invalid URL or folder is reported', () => {
  it('with its field, in the settings', async () => {
    const file = join(folder(), 'wrong.json');
    await writeFile(file, '{"endpoint":"dysmsapi.aliyuncs.com"}');
    const says = 'endpoint: is not a valid URL';
    const sent = await runCommand(['send', '13800138000', '--settings', file]);
    expect(sent).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(says) });
    const examined = await runCommand(['doctor', '--settings', file]);
    expect(examined).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(says) });
  });

  it('by doctor, in a flag', async () => {
    const file = join(folder(), 'empty.json');
    await writeFile(file, '{}');
    const line = ['doctor', '--settings', file, '--endpoint', 'nowhere'];
    const { exitCode, stderr } = await runCommand(line);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('not "nowhere"')]);
  });

  it('by logto install, if it is a file', async () => {
    const file = join(folder(), 'a-file');
    await writeFile(file, '');
    const { exitCode, stderr } = await runCommand(['logto', 'install', file]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('a-file is not a Logto installation'),
    ]);
  });
});
