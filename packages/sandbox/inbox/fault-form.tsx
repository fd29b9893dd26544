import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Fault, FaultEffect } from '../src/faults/faults.ts';
import { faults, setFaults } from './controls-state.ts';
import { words } from './language.ts';

/** What can be chosen; the two resets are one kind on the wire. */
const choices = [
  'apiCode',
  'status',
  'delay',
  'resetBefore',
  'resetAfter',
  'html',
  'garbage',
  'silence',
] as const;
type Choice = (typeof choices)[number];

const choice = signal<Choice>('apiCode');

/** What the chosen kind needs to be told, with an example to begin from. */
const details: Partial<Readonly<Record<Choice, string>>> = {
  apiCode: 'isv.OUT_OF_SERVICE',
  status: '502',
  delay: '5000',
};

/** A failure of one's own: which calls it meets, how often, and what happens to them. */
export function FaultForm(): JSX.Element {
  const t = words.value.controls;
  const detail = details[choice.value];
  return (
    <details class="fault-form">
      <summary>{t.newFault}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const fault = readFault(new FormData(event.currentTarget));
          void setFaults([...faults.value, fault]);
        }}
      >
        <label>
          {t.effect}
          <select
            value={choice.value}
            onChange={(event) => {
              const { value } = event.currentTarget;
              choice.value = choices.find((known) => known === value) ?? 'apiCode';
            }}
          >
            {choices.map((name) => (
              <option key={name} value={name}>
                {t.kinds[name]}
              </option>
            ))}
          </select>
        </label>
        {detail !== undefined && (
          <Field name="detail" label={t.detail} value={detail} key={choice.value} required />
        )}
        <Field name="to" label={t.onlyTo} placeholder={t.anyNumber} />
        <Field name="action" label={t.onlyAction} placeholder={t.anyAction} />
        <Field name="probability" label={t.probability} placeholder="100" type="number" />
        <Field name="times" label={t.times} placeholder="∞" type="number" />
        <button type="submit" class="primary">
          {t.addFault}
        </button>
      </form>
    </details>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly type?: 'text' | 'number';
  readonly required?: boolean;
}

function Field({ label, value, type = 'text', ...rest }: FieldProps): JSX.Element {
  return (
    <label>
      {label}
      <input {...rest} type={type} min={type === 'number' ? 1 : undefined} defaultValue={value} />
    </label>
  );
}

function readFault(form: FormData): Fault {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const to = text('to');
  const action = text('action');
  const percent = text('probability');
  const times = text('times');
  return {
    ...(to !== undefined && { to }),
    ...(action !== undefined && { action }),
    ...(percent !== undefined && { probability: Number(percent) / 100 }),
    ...(times !== undefined && { times: Number(times) }),
    effect: toEffect(choice.value, text('detail') ?? ''),
  };
}

function toEffect(kind: Choice, detail: string): FaultEffect {
  switch (kind) {
    case 'apiCode':
      return { kind, apiCode: detail };
    case 'status':
      return { kind, status: Number(detail) };
    case 'delay':
      return { kind, delayMs: Number(detail) };
    case 'resetBefore':
      return { kind: 'reset', when: 'before' };
    case 'resetAfter':
      return { kind: 'reset', when: 'after' };
    case 'html':
    case 'garbage':
    case 'silence':
      return { kind };
    default:
      return kind satisfies never;
  }
}
