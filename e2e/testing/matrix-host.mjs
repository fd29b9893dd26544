// One cell of the matrix: runs in `packages/core` of a Logto with the version of Node, loader and kit to
// be tried, and prints the result.
import { join } from 'node:path';
import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import kit from '@logto/connector-kit/package.json' with { type: 'json' };

const endpoint = process.argv[2];
const { buildRawConnector, loadConnectorFactories } = await import(
  import.meta.resolve('@logto/cli/lib/connector/index.js')
);

const name = 'connector-aliyun-sms';
const path = join(import.meta.dirname, 'connectors', name);
const factories = await loadConnectorFactories([{ name, path }], false);
const [factory] = factories;

const config = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }],
  endpoint,
};

async function send(to) {
  const { rawConnector } = await buildRawConnector(factory, async () => config);
  const message = { to, type: 'SignIn', payload: { code: '123456' } };
  try {
    await rawConnector.sendMessage(message);
    return 'accepted';
  } catch (error) {
    return error instanceof ConnectorError ? error.code : `not the host's error: ${error.name}`;
  }
}

const result = {
  kit: kit.version,
  knowsUsageLimit: ConnectorErrorCodes.UsageLimitExceeded !== undefined,
  loaded: factory !== undefined,
};
if (result.loaded) {
  result.valid = factory.configGuard.safeParse(config).success;
  result.fresh = await send(process.argv[3]);
  // The sandbox refuses these two numbers with the number's limit and the account's.
  result.numberLimit = await send('8615400000001');
  result.accountLimit = await send('8615400000007');
}
process.stdout.write(JSON.stringify(result), () => process.exit(0));
