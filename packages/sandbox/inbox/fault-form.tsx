import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Fault, FaultEffect } from '../src/faults/faults.ts';
import { faults, setFaults } from './controls-state.ts';
import { words } from './language.ts';

/** The two resets are one kind in the control API. */
type Choice = Exclude<FaultEffect['kind'], 'reset'> | 'resetBefore' | 'resetAfter';

/** The choices in this order, with an example value for those that need a detail. */
const details: Readonly<Record<Choice, string | undefined>> = {
  apiCode: 'isv.OUT_OF_SERVICE',
  status: '502',
  delay: '5000',
  resetBefore: undefined,
  resetAfter: undefined,
  html: undefined,
  garbage: undefined,
  silence: undefined,
};

const isChoice = (name: string): name is Choice => Object.hasOwn(details, name);
const choices = Object.keys(details).filter(isChoice);
const choice = signal<Choice>('apiCode');

/** A custom fault: which requests it affects, how often, and with what effect. */
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
              if (isChoice(value)) choice.value = value;
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
