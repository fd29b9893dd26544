import { ConnectorType, type CreateConnector, type SmsConnector } from '@logto/connector-kit';
import { configGuard } from './config-guard.ts';
import { metadata } from './metadata.ts';
import { createSendMessage } from './send-message.ts';

/**
 * Logto's factory. It runs at load, on every send and whenever connectors are listed, so it only
 * combines what is ready in module scope.
 */
const createConnector: CreateConnector<SmsConnector> = async ({ getConfig }) => ({
  metadata,
  type: ConnectorType.Sms,
  configGuard,
  sendMessage: createSendMessage(() => getConfig(metadata.id)),
});

export default createConnector;
