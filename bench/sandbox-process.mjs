// The sandbox in a process of its own, which reports what it spends.
import { startSandbox } from 'aliyun-sms-sandbox';
import { answerParent } from './answer-parent.mjs';
import { account, message } from './message.mjs';

const [maxMessages = '10000'] = process.argv.slice(2);
const seed = {
  accounts: [
    {
      id: '1',
      keys: [account],
      signNames: [{ signName: message.signName }],
      templates: [{ templateCode: message.templateCode, content: '验证码${code}，请勿泄露。' }],
      // Above what Aliyun grants an account, so that the sandbox itself is measured.
      qps: 1_000_000,
    },
  ],
};
const sandbox = await startSandbox({ port: 0, seed, maxMessages: Number(maxMessages) });
answerParent(
  () => {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, memoryBytes: process.memoryUsage().rss };
  },
  { url: sandbox.url },
);
