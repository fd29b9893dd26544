import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { clock, clockReadAt, setClock } from './controls-state.ts';
import { displayOffset } from './display.ts';
import { locale, words } from './language.ts';

const minute = 60_000;
const shifts = [minute, 60 * minute, 24 * 60 * minute] as const;

/** Shows the sandbox's clock, and shifts, freezes and resets it. */
export function ClockCard(): JSX.Element | null {
  const t = words.value.controls;
  const now = useSandboxTime();
  if (!clock.value) return null;
  const { frozen, offsetMs } = clock.value;
  // The offset is measured when the answer is made, so that even an unmoved clock can be off by some ms.
  const moved = Math.abs(offsetMs) >= 1000 || frozen;
  return (
    <section class="card" aria-labelledby="clock-title">
      <h3 id="clock-title">{t.clock}</h3>
      <p class="note">{t.clockNote}</p>
      <p class="clock-face">
        <time dateTime={now.toISOString()}>
          {now.toLocaleTimeString(locale(), { hour12: false })}
        </time>
        <span>{now.toLocaleDateString(locale(), { dateStyle: 'medium' })}</span>
        {moved && <span class="badge">{frozen ? t.frozen : displayOffset(offsetMs)}</span>}
      </p>
      <div class="button-row">
        {shifts.map((shiftMs) => (
          <button key={shiftMs} type="button" onClick={() => void setClock({ shiftMs })}>
            {displayOffset(shiftMs)}
          </button>
        ))}
        <button type="button" onClick={() => void setClock({ frozen: !frozen })}>
          {frozen ? t.resume : t.freeze}
        </button>
        <button type="button" disabled={!moved} onClick={() => void backToNow()}>
          {t.backToNow}
        </button>
      </div>
    </section>
  );
}

async function backToNow(): Promise<void> {
  await setClock({ frozen: false });
  await setClock({ shiftMs: -(clock.value?.offsetMs ?? 0) });
}

/** Ticks locally between two answers of the sandbox. */
function useSandboxTime(): Date {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const { now, frozen } = clock.value ?? { now: new Date().toISOString(), frozen: true };
  const run = frozen ? 0 : Date.now() - clockReadAt.value;
  return new Date(Date.parse(now) + run);
}
