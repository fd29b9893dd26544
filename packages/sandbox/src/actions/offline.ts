import { Refusal } from '../wire/refusal.ts';
import type { Operation } from './operation.ts';

/** The first generation of sign and template operations, which Aliyun has switched off. */
export const OFFLINE: readonly Operation[] = [
  'AddSmsSign',
  'ModifySmsSign',
  'AddSmsTemplate',
  'ModifySmsTemplate',
].map((action) => ({
  action,
  product: 'sms',
  run() {
    throw new Refusal('action', 'isv.INTERFACE_OFFLINE');
  },
}));
