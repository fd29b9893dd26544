import type { JSX } from 'preact';
import type { LoggedRequest } from '../src/requests/request-log.ts';
import { CopyButton } from './copy-button.tsx';
import { callAsCurl } from './curl.ts';
import { displayDuration, displayNumber, displayPreciseTime } from './display.ts';
import { Explanation } from './explanation.tsx';
import { language, words } from './language.ts';
import { isAccepted, numberOf } from './requests-state.ts';
import { Verdict } from './verdict.tsx';

export function RequestDetails({ request }: { request: LoggedRequest }): JSX.Element {
  const t = words.value.requests;
  const { canonicalRequest, stringToSign } = request;
  return (
    <article class="request-details" aria-label={t.details}>
      <VerdictCard request={request} />
      <Diagnosis request={request} />
      <Facts request={request} />
      <Parameters parameters={request.parameters} />
      <Listing title={t.curl} note={t.curlNote} text={callAsCurl(request, location.origin)} />
      {canonicalRequest !== undefined && (
        <Listing title={t.canonicalRequest} note={t.canonicalNote} text={canonicalRequest} />
      )}
      {stringToSign !== undefined && (
        <Listing title={t.stringToSign} note={t.stringNote} text={stringToSign} />
      )}
    </article>
  );
}

function VerdictCard({ request }: { request: LoggedRequest }): JSX.Element {
  const t = words.value.requests;
  const { action, apiCode, refusedBy, apiMessage, fault } = request;
  const accepted = isAccepted(request);
  return (
    <header class={`verdict-card ${accepted ? 'is-good' : 'is-bad'}`}>
      <h2>{action ?? t.noAction}</h2>
      <Verdict request={request} />
      {!accepted && apiMessage !== undefined && <p class="api-message">{apiMessage}</p>}
      {!accepted && <Explanation code={apiCode} />}
      {refusedBy !== undefined && <p>{t.refusedBy(refusedBy)}</p>}
      {fault !== undefined && <p>{t.fault(fault)}</p>}
    </header>
  );
}

/** For a wrong signature: the known mistake that explains it. */
function Diagnosis({ request }: { request: LoggedRequest }): JSX.Element | null {
  const t = words.value.requests;
  if (request.diagnosis === undefined) return null;
  return (
    <section class="diagnosis">
      <h3>{t.diagnosis}</h3>
      {request.diagnosis.length === 0 ? (
        <p>{t.noDiagnosis}</p>
      ) : (
        <ul>
          {request.diagnosis.map(({ mistake, explanation }) => (
            <li key={mistake}>{explanation[language.value]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Facts({ request }: { request: LoggedRequest }): JSX.Element {
  const t = words.value.requests;
  const { method, version, accessKeyId, signatureVersion, status, at, id, durationMs } = request;
  const number = numberOf(request);
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    [t.time, displayPreciseTime(at)],
    [words.value.facts.to, number === undefined ? undefined : displayNumber(number)],
    [t.duration, durationMs === undefined ? undefined : displayDuration(durationMs)],
    [t.method, method],
    [t.version, version],
    [t.signatureVersion, signatureVersion],
    [words.value.facts.accessKeyId, accessKeyId],
    [t.httpStatus, status ?? t.cut],
    ['RequestId', id],
  ];
  return (
    <section>
      <h3>{words.value.details}</h3>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function Parameters({ parameters }: Pick<LoggedRequest, 'parameters'>): JSX.Element | null {
  const rows = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{words.value.requests.parameters}</h3>
      <dl class="facts is-wide">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Listing({ title, note, text }: { title: string; note: string; text: string }) {
  return (
    <section class="listing">
      <div class="headline">
        <h3>{title}</h3>
        <CopyButton class="plain" text={text} label={words.value.copyNamed(title)} />
      </div>
      <p>{note}</p>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </section>
  );
}
