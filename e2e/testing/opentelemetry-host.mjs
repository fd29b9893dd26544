// A process with OpenTelemetry and the documented recipe, as an operator would start Logto: sends the same
// message twice through the built connector, and prints what the recipe passed to OpenTelemetry's API.
// Without the SDK: the one for Node 20 does not work with the current API.
import { metrics, trace } from '@opentelemetry/api';

const [recipe, connectorFile, endpoint] = process.argv.slice(2);

const points = [];
const spans = [];
const instrument = (name) => ({
  add: (value, attributes) => points.push({ name, value, attributes }),
  record: (value, attributes) => points.push({ name, value, attributes }),
});
metrics.setGlobalMeterProvider({
  getMeter: () => ({ createCounter: instrument, createHistogram: instrument }),
});
trace.setGlobalTracerProvider({
  getTracer: () => ({
    startSpan: (name, { attributes, startTime }) => {
      const span = { name, attributes, startTime };
      return {
        setStatus: (status) => Object.assign(span, { status }),
        end: (endTime) => spans.push({ ...span, endTime }),
      };
    },
  }),
});
await import(recipe);

const { default: createConnector } = await import(connectorFile);
const connector = await createConnector({
  getConfig: async () => ({
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '示例科技',
    templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }],
    endpoint,
  }),
});
const message = { to: '8613912340077', type: 'SignIn', payload: { code: '123456' } };
await connector.sendMessage(message);
// The second one within a minute: Aliyun refuses it.
await connector.sendMessage(message).catch(() => undefined);

process.stdout.write(JSON.stringify({ points, spans }), () => process.exit(0));
