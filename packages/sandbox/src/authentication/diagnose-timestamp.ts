import type { SignatureDiagnosis } from '../requests/request-log.ts';

const MINUTE = 60_000;
/** How far clocks may be apart for a time zone to be recognized. */
const SLACK = 2 * MINUTE;
const FURTHEST_WEST = -12 * 60;
const FURTHEST_EAST = 14 * 60;
/** Beside the whole and half hours: Nepal, Eucla, the Chatham Islands. Minutes. */
const ODD_ZONES = [5 * 60 + 45, 8 * 60 + 45, 12 * 60 + 45];

const ENCODED = /^[\dT-]+(?:%3A\d\d){2}.*Z$/i;
const ENCODED_TWICE = {
  en: 'The timestamp arrives with `%3A` for its colons: the parameters are encoded twice.',
  zh: '时间戳到达时冒号仍为“%3A”：参数被编码了两次。',
};

/**
 * Whether a timestamp that was refused is encoded twice, or one out of its window reads like local time that was given a `Z`. `now`: sandbox
 * clock; `machineNow`: the machine's. Where the caller's clock agrees with the machine's, only the
 * sandbox's was moved, and the caller has made no mistake.
 */
export function diagnoseTimestamp(
  timestamp: string,
  now: number,
  machineNow: number,
  windowMs: number,
): readonly SignatureDiagnosis[] | undefined {
  if (ENCODED.test(timestamp)) {
    return [{ mistake: 'sentEncodedTwice', explanation: ENCODED_TWICE }];
  }
  const time = timestamp.endsWith('Z') ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(time) || Math.abs(time - machineNow) <= windowMs) {
    return undefined;
  }
  const zone = zoneOf(time - now);
  return zone === undefined ? undefined : [{ mistake: 'localTime', explanation: explain(zone) }];
}

/** Minutes east of Greenwich; `undefined` where no zone is so far off. */
function zoneOf(aheadMs: number): number | undefined {
  const halfHour = Math.round(aheadMs / (30 * MINUTE)) * 30;
  const zone = [halfHour, ...ODD_ZONES].find(
    (minutes) => Math.abs(aheadMs - minutes * MINUTE) <= SLACK,
  );
  const isZone = zone !== undefined && zone >= FURTHEST_WEST && zone <= FURTHEST_EAST;
  return isZone && zone !== 0 ? zone : undefined;
}

function explain(zone: number): SignatureDiagnosis['explanation'] {
  const distance = new Date(Math.abs(zone) * MINUTE).toISOString().slice(11, 16);
  const name = `UTC${zone < 0 ? '-' : '+'}${distance}`;
  return {
    en: `Your timestamp is right if it is local time (${name}) with a Z behind it. Z means UTC: send UTC.`,
    zh: `若时间戳是末尾加了 Z 的本地时间（${name}），则与当前时间一致。Z 表示 UTC，请发送 UTC 时间。`,
  };
}
