import { ConnectorType, type CreateConnector, type SmsConnector } from '@logto/connector-kit';
import { configGuard } from './config-guard.ts';
import { metadata } from './metadata.ts';
import { createSendMessage } from './send-message.ts';

/**
 * Logto's factory. It runs at load and again on every send and every look at the connectors, so that
 * it only puts together what stands ready in module scope.
 */
const createConnector: CreateConnector<SmsConnector> = async ({ getConfig }) => ({
  metadata,
  type: ConnectorType.Sms,
  configGuard,
  sendMessage: createSendMessage(() => getConfig(metadata.id)),
});

export default createConnector;
