import type { JSX } from 'preact';
import { sendTestMessage } from './controls-state.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icons.tsx';
import { reload, search, statusFilter } from './inbox-state.ts';
import { words } from './language.ts';

/** Before the first message: a button that sends one, and settings that point a client here. */
export function EmptyInbox(): JSX.Element {
  const t = words.value;
  const { host, origin } = location;
  const lines: readonly (readonly [string, string])[] = [
    [t.setUp.sdk, sdkLines(host)],
    [t.setUp.connector, connectorLines(origin)],
    [t.setUp.gateway, `aliyun-sms serve --endpoint ${origin}`],
  ];
  return (
    <div class="empty empty-inbox">
      <Icon name="bubble" size={40} />
      <h2>{t.noMessages}</h2>
      <p>{t.noMessagesNote}</p>
      <button type="button" class="primary" onClick={() => void sendTestMessage('+8613800138000')}>
        {t.sendTest}
      </button>
      <div class="set-up">
        {lines.map(([name, text]) => (
          <section key={name}>
            <div class="headline">
              <h3>{name}</h3>
              <CopyButton class="plain" text={text} label={t.copyNamed(name)} />
            </div>
            <pre tabIndex={0} aria-label={name}>
              {text}
            </pre>
          </section>
        ))}
      </div>
    </div>
  );
}

function sdkLines(host: string): string {
  return [
    'accessKeyId: testid',
    'accessKeySecret: testsecret',
    `endpoint: ${host}`,
    'protocol: http',
    'SignName: 阿里云短信测试',
    'TemplateCode: SMS_154950909',
  ].join('\n');
}

function connectorLines(origin: string): string {
  const settings = {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '阿里云短信测试',
    templates: [{ usageType: 'Generic', templateCode: 'SMS_154950909' }],
    endpoint: origin,
  };
  return JSON.stringify(settings, null, 1);
}

export function NothingFound(): JSX.Element {
  const t = words.value;
  return (
    <div class="empty">
      <Icon name="search" size={36} />
      <h2>{t.noMatch}</h2>
      <p>{t.noMatchNote}</p>
      <button type="button" onClick={clearSearch}>
        {t.clearSearch}
      </button>
    </div>
  );
}

export function LoadFailed(): JSX.Element {
  return (
    <div class="empty" role="alert">
      <Icon name="alert" size={36} />
      <p>{words.value.loadFailed}</p>
      <button type="button" onClick={() => void reload()}>
        {words.value.retry}
      </button>
    </div>
  );
}

function clearSearch(): void {
  search.value = '';
  statusFilter.value = 'any';
}
