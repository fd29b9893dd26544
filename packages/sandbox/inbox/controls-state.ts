import { batch, signal } from '@preact/signals';
import type { z } from 'zod';
import type { clockSchema } from '../src/control-api/schemas.ts';
import type { Fault } from '../src/faults/faults.ts';
import type { MagicNumber } from '../src/rules/magic-numbers.ts';
import type { ReceiptPush } from '../src/pushes/push-queue.ts';
import type { ReceiptChange, ReceiptSettings } from '../src/pushes/receipts.ts';
import { announce } from './announcer.tsx';
import { create, get, post, put } from './api.ts';
import { words } from './language.ts';
import { onEvent, onOpen } from './live.ts';
import { route } from './route.ts';

export type ClockReading = z.infer<typeof clockSchema>;
export type ClockChange = Partial<Pick<ClockReading, 'now' | 'frozen'>> & {
  readonly shiftMs?: number;
};
interface Receipts {
  readonly settings: ReceiptSettings;
  readonly pushes: readonly ReceiptPush[];
}

export const faults = signal<readonly Fault[]>([]);
export const clock = signal<ClockReading | undefined>(undefined);
/** The browser's time when `clock` was read, to tell how far it has run since. */
export const clockReadAt = signal(0);
export const receipts = signal<Receipts | undefined>(undefined);
export const magicNumbers = signal<readonly MagicNumber[]>([]);

/** From now on keeps the settings in sync with the sandbox. */
export function startControls(): void {
  onOpen(() => void load());
  onEvent('settings', () => void load());
  onEvent('message', () => {
    if (receipts.value?.settings.url !== undefined) readPushesSoon();
  });
}

/** A push follows its report a moment later. One request serves many events. */
function readPushesSoon(): void {
  pushTimer ??= setTimeout(() => {
    pushTimer = undefined;
    if (route.value.view !== 'controls') return;
    void attempt(async () => {
      receipts.value = await get<Receipts>('receipts');
    });
  }, 1000);
}
let pushTimer: ReturnType<typeof setTimeout> | undefined;

async function load(): Promise<void> {
  await attempt(async () => {
    const [list, reading, pushed, magic] = await Promise.all([
      get<{ faults: readonly Fault[] }>('faults'),
      get<ClockReading>('clock'),
      get<Receipts>('receipts'),
      get<{ magicNumbers: readonly MagicNumber[] }>('magic-numbers'),
    ]);
    batch(() => {
      faults.value = list.faults;
      showClock(reading);
      receipts.value = pushed;
      magicNumbers.value = magic.magicNumbers;
    });
  });
}

export async function setFaults(next: readonly Fault[]): Promise<void> {
  await attempt(async () => {
    faults.value = (await put<{ faults: readonly Fault[] }>('faults', { faults: next })).faults;
  });
}

export async function setClock(change: ClockChange): Promise<void> {
  await attempt(async () => showClock(await put<ClockReading>('clock', change)));
}

export async function setReceipts(change: ReceiptChange): Promise<void> {
  await attempt(async () => {
    receipts.value = await put<Receipts>('receipts', change);
    announce(words.value.controls.saved);
  });
}

export async function replayReceipts(): Promise<void> {
  await attempt(async () => {
    await post('receipts/replay');
    readPushesSoon();
  });
}

/** Sends a test SMS and announces the outcome. */
export async function sendTestMessage(to: string): Promise<void> {
  await attempt(async () => {
    const { apiCode } = await create<{ apiCode: string }>('test-messages', { to });
    const t = words.value;
    announce(apiCode === 'OK' ? t.testSent : t.testRefused(apiCode));
  });
}

export async function resetSandbox(): Promise<void> {
  await attempt(async () => {
    await post('reset');
    announce(words.value.controls.wasReset);
  });
}

function showClock(reading: ClockReading): void {
  clock.value = reading;
  clockReadAt.value = Date.now();
}

/** Runs an action and announces the sandbox's error message if it fails. */
export async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    announce(error instanceof Error ? error.message : String(error));
  }
}
