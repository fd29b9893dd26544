// The gateway, the sender alone, or a minimal server, in its own process, which reports its CPU time.
// The sender has no port: it sends on request of the parent, like inside a host.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { startGateway } from 'aliyun-sms-gateway';
import { createSender, readSettings } from 'aliyun-sms-sender';
import { Hono } from 'hono';
import { answerParent } from './answer-parent.mjs';
import { logtoPost, logtoSettings } from './message.mjs';
import { atPace } from './pace.mjs';

const [kind, endpoint] = process.argv.slice(2);
const settings = { ...logtoSettings, endpoint };

const kinds = {
  async gateway() {
    const { port } = await startGateway({ settings, port: 0 });
    return { port };
  },

  /** Reads the request and answers. */
  async 'bare hono'() {
    const app = new Hono();
    app.post('/sms', async (context) => {
      await context.req.json();
      return context.body(null, 204);
    });
    const listener = getRequestListener(app.fetch);
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: server.address().port };
  },

  async sender() {
    const read = readSettings(settings);
    const { to, type: usageType, payload, ip } = logtoPost;
    const request = { to, usageType, payload, locale: payload.locale, ip };
    const sender = createSender();
    return { call: () => sender.send(read, request) };
  },
};

const { call, port } = await kinds[kind]();

answerParent(
  // Without a pace, reports only the CPU time so far.
  async ({ pace }) => {
    const latencies = pace === undefined ? [] : await atPace(call, pace);
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, latencies };
  },
  { port },
);
