import type { JSX } from 'preact';
import type { Fault } from '../src/faults/faults.ts';
import { faults, setFaults } from './controls-state.ts';
import { FaultForm } from './fault-form.tsx';
import { faultPresets, sameFault } from './fault-presets.ts';
import { Icon } from './icons.tsx';
import { words } from './language.ts';

/** Faults: switches for the common ones, a form for all others. */
export function FaultsCard(): JSX.Element {
  const t = words.value.controls;
  const custom = faults.value.filter(
    (fault) => !faultPresets.some((preset) => sameFault(preset.fault, fault)),
  );
  return (
    <section class="card" aria-labelledby="faults-title">
      <h3 id="faults-title">{t.faults}</h3>
      <p class="note">{t.faultsNote}</p>
      <div class="switches">
        {faultPresets.map(({ name, fault }) => (
          <Switch key={name} name={t.presets[name]} fault={fault} />
        ))}
      </div>
      {custom.length > 0 && (
        <ul class="custom-faults" aria-label={t.customFaults}>
          {custom.map((fault) => (
            <li key={JSON.stringify(fault)}>
              <span>{describeFault(fault)}</span>
              <button
                type="button"
                class="plain"
                aria-label={t.removeFault(describeFault(fault))}
                onClick={() => void setFaults(faults.value.filter((one) => one !== fault))}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <FaultForm />
    </section>
  );
}

function Switch({ name, fault }: { name: string; fault: Fault }): JSX.Element {
  const on = faults.value.some((known) => sameFault(known, fault));
  const others = faults.value.filter((known) => !sameFault(known, fault));
  return (
    <label class="switch">
      <span>{name}</span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        onChange={() => void setFaults(on ? others : [...others, fault])}
      />
    </label>
  );
}

/** `isv.OUT_OF_SERVICE · SendSms · +8613800138000 · 50 %`. */
function describeFault({ effect, action, to, probability, times }: Fault): string {
  const t = words.value.controls;
  const parts = [
    describeEffect(effect),
    action,
    to,
    probability === undefined ? undefined : `${Math.round(probability * 100)} %`,
    times === undefined ? undefined : t.timesLeft(times),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function describeEffect(effect: Fault['effect']): string {
  const { kinds } = words.value.controls;
  switch (effect.kind) {
    case 'apiCode':
      return effect.apiCode;
    case 'status':
      return `HTTP ${effect.status}`;
    case 'delay':
      return `${kinds.delay} ${effect.delayMs} ms`;
    case 'reset':
      return effect.when === 'before' ? kinds.resetBefore : kinds.resetAfter;
    case 'html':
    case 'garbage':
    case 'silence':
      return kinds[effect.kind];
    default:
      return effect satisfies never;
  }
}
