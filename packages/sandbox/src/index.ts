export type { Message, MessageProduct, MessageStatus } from './message-store.ts';
