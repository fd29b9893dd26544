import { isoTime } from '../time/iso-time.ts';
import type { Message, MessageStatus } from './message.ts';

/** A message to be stored. */
export type NewMessage = Omit<Message, 'acceptedAt' | 'reportedAt' | 'outId' | 'templateCode'> & {
  /** Sandbox clock, ms since 1970. */
  readonly acceptedAt: number;
  readonly reportedAt?: number | undefined;
  readonly outId?: string | undefined;
  readonly templateCode?: string | undefined;
  /** It will fail at the carrier. Default: whether `status` is `failed`. */
  readonly fails?: boolean;
};

/**
 * A message as stored, in little memory: updated by its delivery report, linked with the others to its
 * number, and formatted only on demand.
 */
export class KeptMessage {
  readonly id: string;
  readonly bizId: string;
  readonly requestId: string;
  readonly outId: string | undefined;
  readonly product: Message['product'];
  readonly accessKeyId: string;
  readonly to: string;
  readonly country: string;
  readonly signName: string;
  readonly templateCode: string | undefined;
  readonly text: string;
  readonly code: string | null;
  readonly segments: number;
  status: MessageStatus;
  errCode: string | undefined;
  /** ms since 1970. */
  readonly acceptedAt: number;
  reportedAt: number | undefined;
  /** It has failed or will fail at the carrier, so that nobody receives its code. */
  fails: boolean;
  /** Counts up from 0. */
  readonly sequence: number;
  /** The neighbours among the messages to the same number. */
  older: KeptMessage | undefined = undefined;
  newer: KeptMessage | undefined = undefined;

  constructor(message: NewMessage, acceptedAt: number, sequence: number) {
    this.id = flat(message.id);
    this.bizId = flat(message.bizId);
    this.requestId = flat(message.requestId);
    this.outId = message.outId;
    this.product = message.product;
    this.accessKeyId = message.accessKeyId;
    this.to = flat(message.to);
    this.country = message.country;
    this.signName = message.signName;
    this.templateCode = message.templateCode;
    this.text = flat(message.text);
    this.code = message.code;
    this.segments = message.segments;
    this.status = message.status;
    this.errCode = message.errCode;
    this.fails = message.fails ?? message.status === 'failed';
    this.acceptedAt = acceptedAt;
    this.reportedAt = message.reportedAt;
    this.sequence = sequence;
  }

  /** Records the delivery report: `DELIVERED` or an error code, and its time. */
  report(errCode: string, reportedAt: number): void {
    this.status = errCode === 'DELIVERED' ? 'delivered' : 'failed';
    this.fails = this.status === 'failed';
    this.errCode = errCode;
    this.reportedAt = reportedAt;
  }

  /** Its current state. */
  details(): Message {
    const { outId, templateCode, errCode, reportedAt } = this;
    return {
      id: this.id,
      bizId: this.bizId,
      requestId: this.requestId,
      product: this.product,
      accessKeyId: this.accessKeyId,
      to: this.to,
      country: this.country,
      signName: this.signName,
      text: this.text,
      code: this.code,
      segments: this.segments,
      status: this.status,
      acceptedAt: isoTime(this.acceptedAt),
      ...(outId === undefined ? undefined : { outId }),
      ...(templateCode === undefined ? undefined : { templateCode }),
      ...(errCode === undefined ? undefined : { errCode }),
      ...(reportedAt === undefined ? undefined : { reportedAt: isoTime(reportedAt) }),
    };
  }
}

/** Matches nothing. */
const NOTHING = /^(?!)/;

/** Flattens a concatenated string: V8 keeps its parts in memory until something reads the string. */
function flat(text: string): string {
  NOTHING.test(text);
  return text;
}
