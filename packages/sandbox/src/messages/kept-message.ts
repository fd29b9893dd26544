import { isoTime } from '../time/iso-time.ts';
import type { Message, MessageStatus } from './message.ts';

/** A message that is to be kept. */
export type NewMessage = Omit<Message, 'acceptedAt' | 'reportedAt' | 'outId' | 'templateCode'> & {
  /** The clock's reading, ms since 1970. */
  readonly acceptedAt: number;
  readonly reportedAt?: number | undefined;
  readonly outId?: string | undefined;
  readonly templateCode?: string | undefined;
  /** The carrier is going to fail it. Default: as `status` says. */
  readonly fails?: boolean;
};

/**
 * A message as the store keeps it, in little memory: written over by the carrier's verdict, linked
 * with the others to its number, and put into words only for those who ask.
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
  /** The carrier has failed it or is going to: nobody will read its code. */
  fails: boolean;
  /** Counted up from 0. */
  readonly sequence: number;
  /** To the same number. */
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

  /** Takes the carrier's verdict: `DELIVERED` or why not, and when. */
  report(errCode: string, reportedAt: number): void {
    this.status = errCode === 'DELIVERED' ? 'delivered' : 'failed';
    this.fails = this.status === 'failed';
    this.errCode = errCode;
    this.reportedAt = reportedAt;
  }

  /** As it stands now. */
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

/** A text that was put together from parts keeps them all in memory until something has read it. */
function flat(text: string): string {
  NOTHING.test(text);
  return text;
}
