import type { Account, AccountBook, Subject } from './accounts.ts';
import type { SandboxClock } from '../time/clock.ts';
import type { SandboxSettings, SignName, Template } from './seed.ts';

/** An application is rejected if its remark contains the first, and stays in review with the second. */
const REJECT = 'sandbox:reject';
const HOLD = 'sandbox:hold';

const VERIFICATION_WORDS = /验证码|注册码|校验码|动态码/;
const CONTACT = /https?:\/\/|www\.|\d{7,}/i;
const FILED: SignName['filing'] = { mobile: 3, unicom: 3, telecom: 3 };
const FILING: SignName['filing'] = { mobile: -1, unicom: -1, telecom: -1 };

/** A signature or a template in review. */
export type Review = Application &
  (
    | { readonly signName: string }
    | {
        readonly templateCode: string;
        readonly template: Pick<Template, 'name' | 'content' | 'type'>;
      }
  );

interface Application {
  /** Account id. */
  readonly account: string;
  /** The applicant's remark for the reviewer. */
  readonly remark: string;
  /** ISO 8601, sandbox clock. */
  readonly createdAt: string;
}

export interface ReviewDecision {
  /** Account id; default: any account. */
  readonly account?: string;
  readonly signName?: string;
  readonly templateCode?: string;
  /** Absent: approved. */
  readonly reason?: string;
}

interface ReviewsContext {
  readonly clock: SandboxClock;
  readonly settings: SandboxSettings;
  readonly accounts: AccountBook;
}

/**
 * The reviewers and, after them, the carriers that file a signature. An application is decided after
 * the configured time, by Aliyun's published rules and by keywords in its remark, unless a person
 * decides it first or manual review is on. What is in review in the start state stays there.
 */
export class Reviews {
  readonly #context: ReviewsContext;
  readonly #listeners = new Set<(record: SignName | Template) => void>();
  #byHand = false;

  constructor(context: ReviewsContext) {
    this.#context = context;
    context.accounts.subscribe((event) => {
      if (event.type === 'reset') {
        this.#byHand = false;
        return;
      }
      this.#expect(event.subject);
      if (this.#find(event.subject)?.status === 'reviewing') {
        this.#notify(event.subject);
      }
    });
  }

  /** Calls the listener for every application and every decision. Returns the function that ends it. */
  subscribe(listener: (record: SignName | Template) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Whether only people decide (manual review). */
  byHand(): boolean {
    return this.#byHand;
  }

  /** Switches manual review. When it is switched off, pending applications are decided after the usual
   *  time, except those of the start state. */
  decideByHand(byHand: boolean): void {
    this.#byHand = byHand;
    if (!byHand) {
      this.resume();
    }
  }

  /** Schedules the decisions of pending applications again, as after a restart. */
  resume(): void {
    for (const subject of this.#context.accounts.changed()) {
      this.#expect(subject);
    }
  }

  /** What is in review, oldest first. */
  waiting(): readonly Review[] {
    return this.#context.accounts
      .all()
      .flatMap(reviewsOf)
      .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  }

  /** Ends the matching reviews now: approved, or rejected if there is a reason. Returns how many. */
  decide({ account, signName, templateCode, reason }: ReviewDecision): number {
    const matching = this.waiting().filter(
      (review) =>
        (account === undefined || review.account === account) &&
        ('signName' in review
          ? review.signName === signName
          : review.templateCode === templateCode),
    );
    for (const review of matching) {
      this.#decide(review, reason);
    }
    return matching.length;
  }

  #expect(subject: Subject): void {
    const { clock, settings } = this.#context;
    const record = this.#find(subject);
    if (record?.status === 'reviewing') {
      clock.schedule(clock.now() + settings.reviewMs, () => this.#review(subject, record.orderId));
    } else if (record !== undefined && isBeingFiled(record)) {
      clock.schedule(clock.now() + settings.filingMs, () => this.#file(subject));
    }
  }

  #review(subject: Subject, orderId: string): void {
    const record = this.#find(subject);
    const isStillThere = record?.status === 'reviewing' && record.orderId === orderId;
    if (isStillThere && !this.#byHand && !record.remark.includes(HOLD)) {
      this.#decide(subject, objection(record));
    }
  }

  #decide(subject: Subject, reason: string | undefined): void {
    const { accounts, clock } = this.#context;
    const account = accounts.get(subject.account);
    const reviewedAt = new Date(clock.now()).toISOString();
    if ('templateCode' in subject) {
      change(account?.templates, subject.templateCode, { ...verdict(reason), reviewedAt });
    } else {
      const filing = reason === undefined ? { filing: FILING } : {};
      change(account?.signNames, subject.signName, { ...verdict(reason), reviewedAt, ...filing });
    }
    this.#notify(subject);
  }

  #notify(subject: Subject): void {
    const record = this.#find(subject);
    if (record !== undefined) {
      for (const listener of this.#listeners) {
        listener(record);
      }
    }
  }

  #file(subject: Subject): void {
    const record = this.#find(subject);
    if ('signName' in subject && record !== undefined && isBeingFiled(record)) {
      const account = this.#context.accounts.get(subject.account);
      change(account?.signNames, subject.signName, { filing: FILED });
    }
  }

  #find(subject: Subject): SignName | Template | undefined {
    const account = this.#context.accounts.get(subject.account);
    return 'templateCode' in subject
      ? account?.templates.get(subject.templateCode)
      : account?.signNames.get(subject.signName);
  }
}

function reviewsOf({ id, signNames, templates }: Account): readonly Review[] {
  return [
    ...[...signNames.values()]
      .filter(isInReview)
      .map(({ signName, remark, createdAt }) => ({ account: id, signName, remark, createdAt })),
    ...[...templates.values()]
      .filter(isInReview)
      .map(({ templateCode, name, content, type, remark, createdAt }) => ({
        account: id,
        templateCode,
        template: { name, content, type },
        remark,
        createdAt,
      })),
  ];
}

function isInReview({ status }: SignName | Template): boolean {
  return status === 'reviewing';
}

function isBeingFiled(record: SignName | Template): boolean {
  return (
    record.status === 'approved' &&
    'filing' in record &&
    Object.values(record.filing).every((state) => state === -1)
  );
}

/** A reviewer's reason to reject an application, if any. */
function objection(record: SignName | Template): string | undefined {
  const isTemplate = 'templateCode' in record;
  if (record.remark.includes(REJECT)) {
    return isTemplate ? '模板内容不符合规范' : '签名来源与资质不符';
  }
  return isTemplate ? objectionToTemplate(record) : undefined;
}

/**
 * By the rules for verification and promotion templates.
 * Source: https://help.aliyun.com/document_detail/463237.html
 */
function objectionToTemplate({ type, content }: Template): string | undefined {
  if (type === 0 && !VERIFICATION_WORDS.test(content)) {
    return '验证码模板须包含“验证码”、“注册码”、“校验码”或“动态码”';
  }
  if (type === 0 && CONTACT.test(content)) {
    return '验证码模板不能包含链接或联系方式';
  }
  if (type === 0 && content.replace(/\$\{[^}]+\}/, '').length < 8) {
    return '验证码模板须说明用途、平台或有效期';
  }
  return type === 2 && !content.endsWith('拒收请回复R')
    ? '推广短信须以“拒收请回复R”结尾'
    : undefined;
}

function verdict(reason: string | undefined): Pick<SignName, 'status' | 'reason'> {
  return reason === undefined ? { status: 'approved' } : { status: 'rejected', reason };
}

function change<T>(records: Map<string, T> | undefined, key: string, by: Partial<T>): void {
  const record = records?.get(key);
  if (record !== undefined) {
    records?.set(key, { ...record, ...by });
  }
}
