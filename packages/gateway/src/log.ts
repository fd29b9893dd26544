import { log, type LogLevel } from 'aliyun-sms-sender';

/** Lines of the gateway's own, in the form of the sender's. No number, no code, no secret. */
export type Log = (level: LogLevel, what: string, fields: object) => void;

export const logAt =
  (now: () => number): Log =>
  (level, what, fields) =>
    log(level, `aliyun-sms:${what}`, fields, now());
