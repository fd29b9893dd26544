import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { requestCode, type Flow } from './api.ts';
import { countries, countryName, flag, type Country } from './countries.ts';
import { Problem, troubleOf, type Trouble } from './problem.tsx';
import type { Language, Texts } from './texts.ts';

interface NumberStepProps {
  readonly words: Texts;
  readonly language: Language;
  readonly flow: Flow;
  readonly setFlow: (flow: Flow) => void;
  readonly sent: (phone: string, shown: string) => void;
}

export function NumberStep({ words, language, flow, setFlow, sent }: NumberStepProps): JSX.Element {
  const [place, setPlace] = useState<Country>(countries[0]);
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble>();

  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const phone = withPrefix(place, number);
    const answer = await requestCode(flow, phone, language === 'zh' ? 'zh-CN' : 'en');
    setBusy(false);
    if (answer.result === 'sent') sent(phone, `+${place.prefix} ${number.trim()}`);
    else setProblem(troubleOf(words, answer));
  };

  return (
    <>
      <FlowSwitch {...{ words, flow, setFlow }} />
      <h1>{words.welcome[flow]}</h1>
      <p class="lead">{words.lead}</p>
      <form onSubmit={(event) => void send(event)}>
        <label for="place">{words.country}</label>
        <PlaceSelect {...{ language, place, setPlace }} />
        <label for="phone">{words.phone}</label>
        <div class="number">
          <span aria-hidden="true">+{place.prefix}</span>
          <input
            id="phone"
            type="tel"
            autocomplete="tel-national"
            placeholder={place.example}
            value={number}
            required
            aria-invalid={problem !== undefined}
            aria-describedby="problem"
            onInput={({ currentTarget }) => setNumber(currentTarget.value)}
          />
        </div>
        <Problem words={words} trouble={problem} />
        <button type="submit" class="primary" disabled={busy}>
          {busy ? words.sending : words.send}
        </button>
      </form>
    </>
  );
}

interface PlaceSelectProps {
  readonly language: Language;
  readonly place: Country;
  readonly setPlace: (place: Country) => void;
}

function PlaceSelect({ language, place, setPlace }: PlaceSelectProps): JSX.Element {
  return (
    <select
      id="place"
      value={place.country}
      onChange={({ currentTarget }) => {
        setPlace(countries[currentTarget.selectedIndex] ?? countries[0]);
      }}
    >
      {countries.map(({ country, prefix }) => (
        <option key={country} value={country}>
          {flag(country)} {countryName(country, language)} +{prefix}
        </option>
      ))}
    </select>
  );
}

type FlowSwitchProps = Pick<NumberStepProps, 'words' | 'flow' | 'setFlow'>;

function FlowSwitch({ words, flow, setFlow }: FlowSwitchProps): JSX.Element {
  const flows: readonly Flow[] = ['Register', 'SignIn'];
  return (
    <div class="switch" role="group" aria-label={words.flowSwitch}>
      {flows.map((name) => (
        <button key={name} type="button" aria-pressed={name === flow} onClick={() => setFlow(name)}>
          {words.flows[name]}
        </button>
      ))}
    </div>
  );
}

/** What Logto passes to a connector: digits only, with country code. A number typed with `+` has its
 *  own. */
function withPrefix(place: Country, number: string): string {
  const digits = number.replaceAll(/\D/g, '');
  if (/^\s*(?:\+|00)/.test(number)) return digits.replace(/^00/, '');
  return place.prefix + digits.replace(/^0/, '');
}
