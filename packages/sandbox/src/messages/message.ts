import type { Channel } from 'aliyun-sms-client';

/** Which of Aliyun's products took the message. */
export type MessageProduct = Channel;

/** `submitted`: accepted by Aliyun; `delivered`, `failed`: reported by the carrier. */
export type MessageStatus = 'submitted' | 'delivered' | 'failed';

/** One SMS to one number. */
export interface Message {
  readonly id: string;
  /** Of the accepted request, shared by all its numbers. */
  readonly bizId: string;
  readonly requestId: string;
  /** The caller's own reference: `OutId`, `TaskId` on the international site. */
  readonly outId?: string;
  readonly product: MessageProduct;
  readonly accessKeyId: string;
  /** E.164, `+8613800138000`. */
  readonly to: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Without brackets; the sender id for international free text. */
  readonly signName: string;
  readonly templateCode?: string;
  /** As the phone shows it, with 【signature】. */
  readonly text: string;
  /** The verification code in it. */
  readonly code: string | null;
  /** Number of billed segments. */
  readonly segments: number;
  readonly status: MessageStatus;
  /** Set by the delivery report: `DELIVERED` or an error code. */
  readonly errCode?: string;
  /** ISO 8601, sandbox clock. Strictly later than any time read before the acceptance. */
  readonly acceptedAt: string;
  /** ISO 8601, sandbox clock. */
  readonly reportedAt?: string;
}
