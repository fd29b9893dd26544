import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { operationsOf } from './actions/index.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { startSandbox } from './start-sandbox.ts';
import { SEND, callSandbox, signedV1 } from './testing/calls.ts';
import type { SandboxRequest } from './wire/wire-request.ts';

/** `npm run fuzz` sets more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5000);
const BATCH = 500;
const MINUTES = 60_000;
const NUMBERS = ['13900001234', '8613900001234', '+85268326366', '14155552671', '15400000017'];
/** Values that operations accept, to be mixed with random ones. */
const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  PhoneNumbers: NUMBERS,
  PhoneNumber: NUMBERS,
  To: NUMBERS,
  PhoneNumberJson: ['["13900001234"]', '[]', '[1]', '{}'],
  SignName: ['阿里云短信测试', '示例科技', '示例待审', '速通互联验证码'],
  SignNameJson: ['["示例科技"]', '["示例科技","示例科技"]'],
  From: ['示例科技', 'Example'],
  TemplateCode: ['SMS_154950909', 'SMS_200000001', 'SMS_200000010', 'SMS_200000020', '100001'],
  TemplateParam: ['{"code":"123456"}', '{"code":"##code##","min":"5"}', '[]', 'null', '{'],
  TemplateParamJson: ['[{"code":"123456"}]', '[null]', '[[]]'],
  TemplateType: ['0', '1', '2', '3'],
  TemplateRule: ['{"code":"numberCaptcha"}', 'null', '[]'],
  SendDate: ['20260102', '20260231', '00000000'],
  StartDate: ['20260101'],
  EndDate: ['20260103'],
  IsGlobe: ['1', '2'],
  PageSize: ['10', '0', '51'],
  CurrentPage: ['1', '99999'],
  PageIndex: ['1', '99999'],
  SignSource: ['0', '2', '5'],
  QualificationId: ['1'],
  Message: ['Your code is 123456'],
};
const OTHER_NAMES = [
  'OutId',
  'BizId',
  'VerifyCode',
  'MessageId',
  'Delivered',
  'CodeLength',
  'CodeType',
];

const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('__proto__', 'constructor', '-1', '1e400', 'null', '\u0000', '💥'.repeat(300)),
);
const parameter = fc
  .constantFrom(...Object.keys(KNOWN_VALUES), ...OTHER_NAMES)
  .chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...(KNOWN_VALUES[name] ?? ['1', 'true'])) },
        { weight: 1, arbitrary: anyText },
      ),
    ),
  );
const operation = fc
  .constantFrom('2017-05-25', '2018-05-01')
  .chain((version) =>
    fc.tuple(fc.constant(version), fc.constantFrom(...(operationsOf(version)?.keys() ?? []))),
  );

/** A correctly signed call, which reaches the operations. */
const signedCall = fc
  .tuple(
    operation,
    fc.array(parameter, { maxLength: 10 }),
    fc.dictionary(anyText, anyText, { maxKeys: 2 }),
  )
  .map(([[version, action], known, other]): SandboxRequest =>
    signedV1(
      { ...other, ...Object.fromEntries(known), Version: version, Action: action },
      Date.now(),
    ),
  );
/** A correctly signed call with some bytes replaced, which reaches parsing and signature checks. */
const mutatedCall = fc
  .tuple(signedCall, fc.nat(), anyText, fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }))
  .map(([request, position, text, headers]): SandboxRequest => {
    const body = String(request.body);
    const at = position % (body.length + 1);
    return {
      ...request,
      headers: { ...request.headers, ...headers },
      body: body.slice(0, at) + text + body.slice(at + text.length),
    };
  });
const randomCall: fc.Arbitrary<SandboxRequest> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'), fc.string()),
  url: fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => `/?${text}`),
    fc.string(),
  ),
  headers: fc.dictionary(
    fc.constantFrom('authorization', 'host', 'content-type', 'x-acs-action', 'x-acs-date'),
    fc.oneof(
      fc.string(),
      fc.constant('ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=,Signature=x'),
    ),
  ),
  body: fc.oneof(fc.string(), fc.uint8Array()),
});

test(
  `${RUNS} random and mutated calls are all answered, and memory stays bounded`,
  { timeout: 30 * MINUTES },
  async () => {
    const warnings = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const sandbox = createSandbox({ maxMessages: 200, maxRequests: 200 });
    const calls = fc.oneof(
      { weight: 3, arbitrary: signedCall },
      { weight: 1, arbitrary: mutatedCall },
      { weight: 1, arbitrary: randomCall },
    );
    const heaps: number[] = [];
    for (let done = 0; done < RUNS; done += BATCH) {
      // oxlint-disable-next-line no-await-in-loop
      await fc.assert(
        fc.asyncProperty(calls, async (request) => checkAnswer(await sandbox.handle(request))),
        { numRuns: Math.min(BATCH, RUNS - done) },
      );
      // oxlint-disable-next-line no-await-in-loop
      await checkAlive(sandbox);
      heaps.push(heapAfterCollection());
    }
    expect(warnings).not.toHaveBeenCalled();
    warnings.mockRestore();
    const settled = heaps[Math.floor(heaps.length / 2)] ?? 0;
    expect((heaps.at(-1) ?? 0) - settled).toBeLessThan(16 * 1024 * 1024);
  },
);

test('raw bytes on the socket leave the server answering', { timeout: MINUTES }, async () => {
  const sandbox = await startSandbox({ port: 0 });
  const line = fc.constantFrom(
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
    'GET /sandbox/v1/messages HTTP/1.1\r\n\r\n',
    'GET /%ff?%ff=%ff HTTP/1.1\r\nHost: [\r\n\r\n',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((data) => Buffer.from(data)),
    fc.tuple(line, fc.string()).map(([start, rest]) => Buffer.from(start + rest)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (data) => {
      const socket = connect(sandbox.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.resume();
      socket.end(data);
      await once(socket, 'close');
    }),
    { numRuns: 200 },
  );
  await checkAlive(sandbox);
  const answer = await fetch(sandbox.url);
  expect(answer.status).toBe(404);
  await sandbox.close();
});

function checkAnswer({
  status,
  headers,
  body,
}: {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}): void {
  expect([200, 400, 403, 404, 405, 503]).toContain(status);
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  // The answer to a preflight is empty.
  const isWhole = body === '' || (isJson ? parses(body) : body.startsWith('<?xml'));
  expect(isWhole).toBe(true);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function checkAlive(sandbox: Sandbox): Promise<void> {
  sandbox.reset();
  const call = { ...SEND, PhoneNumbers: '13900001234' };
  expect(await callSandbox(sandbox, call)).toMatchObject({ Code: 'OK' });
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
