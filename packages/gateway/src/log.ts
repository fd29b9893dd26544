import { log, type LogLevel } from 'aliyun-sms-sender';

/** The gateway's own log lines, in the sender's format. No number, no code, no secret. */
export type Log = (level: LogLevel, what: string, fields: object) => void;

export const logAt =
  (now: () => number): Log =>
  (level, what, fields) =>
    log(level, `aliyun-sms:${what}`, fields, now());
