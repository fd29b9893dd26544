import type { SignatureDiagnosis } from '../requests/request-log.ts';

const MINUTE = 60_000;
/** How far apart clocks may be for a time zone to be recognized. */
const SLACK = 2 * MINUTE;
const FURTHEST_WEST = -12 * 60;
const FURTHEST_EAST = 14 * 60;
/** Time zones that are not whole or half hours: Nepal, Eucla, the Chatham Islands. Minutes. */
const ODD_ZONES = [5 * 60 + 45, 8 * 60 + 45, 12 * 60 + 45];

const ENCODED = /^[\dT-]+(?:%3A\d\d){2}.*Z$/i;
const ENCODED_TWICE = {
  en: 'The timestamp arrives with `%3A` instead of colons: the parameters are encoded twice.',
  zh: '收到的时间戳中冒号仍为“%3A”：参数被编码了两次。',
};

/**
 * Explains a refused timestamp: encoded twice, or outside the window because it is local time marked
 * with `Z`. `now`: sandbox clock; `machineNow`: the machine's. If the timestamp agrees with the
 * machine's clock, only the sandbox clock was moved, and the caller made no mistake.
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

/** Minutes east of Greenwich; `undefined` if no time zone has this offset. */
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
    en: `Your timestamp is correct as local time (${name}), but ends in Z, which means UTC. Send UTC.`,
    zh: `时间戳与本地时间（${name}）一致，但末尾为表示 UTC 的 Z。请发送 UTC 时间。`,
  };
}
