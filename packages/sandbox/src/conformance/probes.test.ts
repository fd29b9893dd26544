import { describe, expect, test } from 'vitest';
import { operationsOf } from '../actions/index.ts';
import { OFFLINE } from '../actions/offline.ts';
import { versionOf } from './ask-probe.ts';
import { NO_SIGN_NAME, NO_TEMPLATE, NOBODY, type Probe } from './probe.ts';
import { PROBES } from './probes/index.ts';

const free = PROBES.filter(({ paid }) => paid === undefined);
const withAction = (pattern: RegExp) =>
  free.filter(({ request }) => pattern.test(request['Action'] ?? ''));
const value = ({ request }: Probe, ...names: readonly string[]) =>
  names.map((name) => request[name] ?? '').join('');

/** Nothing, an invalid number, or the number of no carrier, once or many times. */
const NOBODYS = new RegExp(
  `^(?:|bad|abc|1|\\["1"\\]|\\[?"?(?:86)?${NOBODY}"?\\]?(?:,${NOBODY})*)$`,
);

describe('a probe that is free', () => {
  test('is one of more than 60, each with a unique name in both languages', () => {
    expect(free.length).toBeGreaterThan(60);
    expect(new Set(PROBES.map(({ what }) => what.en)).size).toBe(PROBES.length);
    expect(new Set(PROBES.map(({ what }) => what.zh)).size).toBe(PROBES.length);
  });

  test.each(['2017-05-25', '2018-05-01'])('calls every operation of version %s', (version) => {
    const switchedOff = OFFLINE.map(({ action }) => action);
    const operations = [...(operationsOf(version)?.keys() ?? [])];
    const called = free
      .filter((probe) => versionOf(probe) === version)
      .map(({ request }) => request['Action']);
    const never = operations.filter((action) => !called.includes(action));
    expect(never.filter((action) => !switchedOff.includes(action))).toEqual([]);
  });

  test('uses no value of the account', () => {
    const all = JSON.stringify(free);
    expect(all).not.toMatch(/\{(?:number|signName|templateCode|variable)\}/);
  });

  test.each(withAction(/^(?:Batch)?Send/))('cannot reach a phone: $what.en', (probe) => {
    const number = value(probe, 'PhoneNumbers', 'PhoneNumber', 'PhoneNumberJson', 'To');
    expect(number).toMatch(NOBODYS);
    // A name of 18 characters; Aliyun allows 12.
    const names = value(probe, 'SignName', 'SignNameJson', 'From');
    expect(names.replaceAll(NO_SIGN_NAME, '')).toMatch(/^(?:\["",?(?:"")?\]|)$/);
    expect(['', NO_TEMPLATE]).toContain(value(probe, 'TemplateCode'));
    expect(NO_SIGN_NAME.length).toBeGreaterThan(12);
  });

  test.each(withAction(/^(?:Create|Add|Modify|Update|Delete|Change|Submit)/))(
    'changes nothing: $what.en',
    ({ request: { Action = '', ...rest } }) => {
      const isEmpty = Object.keys(rest).length === 0;
      const isNobodys = [NO_SIGN_NAME, NO_TEMPLATE].includes(Object.values(rest).join());
      expect(Action.startsWith('Delete') ? isNobodys : isEmpty).toBe(true);
    },
  );
});
