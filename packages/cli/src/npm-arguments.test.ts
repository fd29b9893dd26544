import { describe, expect, it } from 'vitest';
import { optionsKeptByNpm } from './npm-arguments.ts';

const start = { npm_lifecycle_event: 'start' };

describe('options that npm consumes', () => {
  it('are reported with the command that passes them on', () => {
    const environment = { ...start, npm_config_port: '1', npm_config_demo_port: '2' };
    expect(optionsKeptByNpm(['demo', '1'], environment)).toBe(
      '✗ npm consumed --port --demo-port. Put -- before the options: npm start -- --port --demo-port …',
    );
    const script = {
      LANG: 'zh_CN.UTF-8',
      npm_lifecycle_event: 'aliyun-sms',
      npm_config_settings: 's.json',
    };
    expect(optionsKeptByNpm(['logto', 'push', 's.json'], script)).toContain(
      'npm run aliyun-sms -- --settings',
    );
  });

  it('do not include npm’s own settings or options of other commands', () => {
    const environment = { ...start, npm_config_json: 'true', npm_config_sign_name: 'x' };
    expect(optionsKeptByNpm(['demo'], environment)).toBeUndefined();
    expect(optionsKeptByNpm(['demo'], {})).toBeUndefined();
  });
});
