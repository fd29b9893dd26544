/**
 * The three ways to send: SendSms (`sms`), SendSmsVerifyCode (`mas`, SMS authentication), and the
 * 2018-05-01 API (`international`).
 */
export const CHANNELS = ['sms', 'mas', 'international'] as const;

export type Channel = (typeof CHANNELS)[number];
