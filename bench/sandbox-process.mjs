// The sandbox in its own process, which reports its CPU time and memory.
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
      // Higher than Aliyun's limit, so that the sandbox itself is measured.
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
