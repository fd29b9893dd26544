import { randomInt, randomUUID } from 'node:crypto';

/** Where ids come from. */
export interface IdSource {
  /** As Aliyun writes one: an upper-case UUID of version 5. */
  requestId(): string;
  /** 18 digits, `^0`. */
  bizId(): string;
  messageId(): string;
  /** Of an application for review. */
  orderId(): string;
  /** `SMS_` and digits. */
  templateCode(): string;
  /** Below 1, from 0. */
  random(): number;
}

/** Ids that no other sandbox gives out, not even the same one before a restart. */
export function createIdSource(random: () => number = Math.random): IdSource {
  const seriesStart = randomInt(300_000_000, 900_000_000);
  const series = String(seriesStart);
  const uuid = randomUUID().toUpperCase();
  // As random as a UUID once, then counted: making one for each call costs as much as a hash.
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
