import type { JSX } from 'preact';
import type { Message } from '../src/messages/message.ts';
import { CopyButton } from './copy-button.tsx';
import { countryName } from './country.ts';
import { DeliveryTimeline } from './delivery-timeline.tsx';
import { displayNumber } from './display.ts';
import { Explanation } from './explanation.tsx';
import { words } from './language.ts';
import { routeHash } from './route.ts';

/** Everything known about one message: its code, its delivery, its fields. */
export function MessageDetails({ message }: { message: Message }): JSX.Element {
  return (
    <aside class="details" aria-label={words.value.details}>
      {message.code !== null && message.status !== 'failed' && <CodeCard code={message.code} />}
      <section>
        <h3>{words.value.delivery}</h3>
        <DeliveryTimeline message={message} />
        {message.status === 'failed' && <Explanation code={message.errCode} />}
      </section>
      <section>
        <h3>{words.value.details}</h3>
        <Facts message={message} />
      </section>
    </aside>
  );
}

function CodeCard({ code }: { code: string }): JSX.Element {
  return (
    <section class="code-card">
      <h3>{words.value.code}</h3>
      <output>{code}</output>
      <CopyButton class="primary" text={code} label={words.value.copyCode(code)}>
        {words.value.copy}
      </CopyButton>
    </section>
  );
}

function Facts({ message }: { message: Message }): JSX.Element {
  const t = words.value.facts;
  const { country, segments, text } = message;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t.to, displayNumber(message.to)],
    [t.country, countryName(country)],
    [t.signName, message.signName],
    [t.templateCode, message.templateCode],
    [t.segments, t.segmentsOf(segments, text.length)],
    [t.product, words.value.product[message.product]],
    [t.accessKeyId, message.accessKeyId],
  ];
  const ids: readonly (readonly [string, string | undefined])[] = [
    ['BizId', message.bizId],
    ['RequestId', message.requestId],
    ['OutId', message.outId],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => value && <Fact key={name} name={name} value={value} />)}
      <div>
        <dt>{t.request}</dt>
        <dd>
          <a href={routeHash({ view: 'requests', id: message.requestId })}>{t.showRequest}</a>
        </dd>
      </div>
      {ids.map(([name, value]) => value && <IdFact key={name} name={name} value={value} />)}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function IdFact({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="id">
        <span>{value}</span>
        <CopyButton class="plain" text={value} label={words.value.copyNamed(name)} />
      </dd>
    </div>
  );
}
