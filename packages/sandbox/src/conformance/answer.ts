import type { HttpResponse } from 'aliyun-sms-client';
import { jsonObject } from '../wire/json-text.ts';
import { wireForms } from './probe-request.ts';

/** The parts of an answer that are compared. */
export interface ProbeAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Content type. */
  readonly format: string;
  /** `Code` or `ResponseCode`; empty if there is none. */
  readonly code: string;
  /** `Message` or `ResponseDescription`, without ids, numbers and the caller's private texts. */
  readonly message: string;
  /** Types by path: `SmsSignList[].SignName`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Replaces what is removed from a message. */
export const REMOVED = '<…>';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{5,}/gi;
/** What the server signed, which contains the whole request. */
const SIGNED = /((?:string to sign is:|StringToSign is))[^]*$/i;

/** `own`: the caller's private texts, which are removed from the message. */
export function readAnswer(response: HttpResponse, own: readonly string[]): ProbeAnswer {
  const { status, headers, body } = response;
  const format = (headers['content-type'] ?? '').toLowerCase().replaceAll(/\s/g, '');
  const value = jsonObject(body);
  const texts = value === undefined ? xmlTexts(body) : jsonTexts(value);
  const fields =
    value === undefined
      ? Object.fromEntries([...xmlPaths(body)].map((path) => [path, 'text']))
      : Object.fromEntries(typesOf(value, ''));
  const code = texts('Code') ?? texts('ResponseCode') ?? '';
  const message = texts('Message') ?? texts('ResponseDescription') ?? '';
  return { status, format, code, message: withoutOwn(message, own), fields };
}

/** A message without ids, numbers, the caller's private texts and what the server signed. */
export function withoutOwn(message: string, own: readonly string[]): string {
  let text = message.replace(SIGNED, `$1${REMOVED}`);
  for (const form of own.filter((one) => one !== '').flatMap(wireForms)) {
    text = text.replaceAll(form, REMOVED);
  }
  return text.replaceAll(ID, REMOVED);
}

type Texts = (name: string) => string | undefined;

const jsonTexts =
  (value: object): Texts =>
  (name) => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
  };

const xmlTexts =
  (body: string): Texts =>
  (name) =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];

/** The fields of all items of a list are merged. */
function* typesOf(value: unknown, path: string): Generator<readonly [string, string]> {
  if (path !== '') yield [path, typeOf(value)];
  if (Array.isArray(value)) {
    for (const item of value) yield* typesOf(item, `${path}[]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield* typesOf(child, path === '' ? name : `${path}.${name}`);
    }
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

const TAG = /<(\/?)([A-Za-z][\w.-]*)[^>]*?(\/?)>/g;

function xmlPaths(body: string): ReadonlySet<string> {
  const paths = new Set<string>();
  const open: string[] = [];
  for (const [, closes, name = '', isEmpty] of body.matchAll(TAG)) {
    if (closes === '/') {
      open.pop();
    } else {
      open.push(name);
      paths.add(open.join('.'));
      if (isEmpty === '/') open.pop();
    }
  }
  return paths;
}
