import { randomInt, randomUUID } from 'node:crypto';

export interface IdSource {
  /** An upper-case UUID of version 5, like Aliyun's. */
  requestId(): string;
  /** 18 digits, `^0`. */
  bizId(): string;
  messageId(): string;
  /** Id of an application for review. */
  orderId(): string;
  /** `SMS_` and digits. */
  templateCode(): string;
  /** From 0 to below 1. */
  random(): number;
}

/** Generates ids that no other sandbox generates, nor the same one before a restart. */
export function createIdSource(random: () => number = Math.random): IdSource {
  const seriesStart = randomInt(300_000_000, 900_000_000);
  const series = String(seriesStart);
  const uuid = randomUUID().toUpperCase();
  // One random UUID, then a counter: a random one for each call would cost as much as a hash.
  const start = `${uuid.slice(0, 14)}5${uuid.slice(15, 24)}`;
  let calls = 0;
  let requests = 0;
  let messages = 0;
  let orders = 0;
  let templates = 0;
  return {
    requestId() {
      calls += 1;
      return start + calls.toString(16).toUpperCase().padStart(12, '0');
    },
    bizId() {
      requests += 1;
      return `${series}${String(requests).padStart(9, '0')}^0`;
    },
    messageId() {
      messages += 1;
      return `${series}-${messages}`;
    },
    orderId() {
      orders += 1;
      return String(20_000_000_000 + seriesStart + orders);
    },
    templateCode() {
      templates += 1;
      return `SMS_${seriesStart + templates}`;
    },
    random,
  };
}
