import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copyText } from './clipboard.ts';
import { announce } from './announcer.tsx';
import { Icon } from './icons.tsx';
import { words } from './language.ts';

interface CopyButtonProps {
  readonly text: string;
  /** What the button copies, for screen readers: "Copy code 482916". */
  readonly label: string;
  readonly class?: string;
  readonly children?: ComponentChildren;
}

export function CopyButton({ text, label, class: style, children }: CopyButtonProps): JSX.Element {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const worked = await copyText(text);
    setCopied(worked);
    announce(worked ? words.value.copied : words.value.copyFailed);
  };
  return (
    <button
      type="button"
      class={`copy ${style ?? ''} ${copied ? 'is-copied' : ''}`}
      aria-label={label}
      title={label}
      onClick={() => void copy()}
    >
      {children}
      <Icon name={copied ? 'check' : 'copy'} size={15} />
    </button>
  );
}
