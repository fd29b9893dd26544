import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Flow, GoodAnswer, Setup } from './api.ts';
import { CodeStep } from './code-step.tsx';
import { Crossroads } from './crossroads.tsx';
import { NumberStep } from './number-step.tsx';
import { SignedIn } from './signed-in.tsx';
import { texts, type Language, type Texts } from './texts.ts';

/** The step of signing in that is shown. */
type Step =
  | { readonly at: 'number' }
  | { readonly at: 'code'; readonly phone: string; readonly shown: string }
  | { readonly at: 'answered'; readonly answer: GoodAnswer };

const preferred: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';

export function App({ setup }: { setup: Setup }): JSX.Element {
  const [language, setLanguage] = useState(preferred);
  const [flow, setFlow] = useState<Flow>('Register');
  const [step, setStep] = useState<Step>({ at: 'number' });
  const words = texts[language];
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = words.title;
  }, [language]);

  const start = (next: Flow = 'SignIn') => {
    setFlow(next);
    setStep({ at: 'number' });
  };
  const answered = (answer: GoodAnswer) => setStep({ at: 'answered', answer });

  const current = (): JSX.Element => {
    if (step.at === 'number') {
      const sent = (phone: string, shown: string) => setStep({ at: 'code', phone, shown });
      return <NumberStep {...{ words, language, flow, setFlow, sent }} />;
    }
    if (step.at === 'code') {
      const { phone, shown } = step;
      const back = () => start(flow);
      return <CodeStep {...{ words, language, flow, phone, shown, setup, answered, back }} />;
    }
    const { answer } = step;
    if (answer.result === 'signed-in') {
      return <SignedIn {...{ words, language, answer }} signOut={() => start()} />;
    }
    return <Crossroads {...{ words, answer, answered }} back={() => start(flow)} />;
  };

  return (
    <>
      <Top {...{ words, way: setup.way, language, setLanguage }} />
      <div class="stage">
        <main class="card">{current()}</main>
        <ReceiverPhone {...{ words, setup }} />
      </div>
    </>
  );
}

interface TopProps {
  readonly words: Texts;
  readonly way: Setup['way'];
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

function Top({ words, way, language, setLanguage }: TopProps): JSX.Element {
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return (
    <header class="top">
      <p class="stand-in">
        <strong>{words.standIn}</strong> <span>{words.standInText[way]}</span>
      </p>
      <button
        type="button"
        class="quiet"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        onClick={() => setLanguage(other)}
      >
        {words.language}
      </button>
    </header>
  );
}

function ReceiverPhone({ words, setup }: { words: Texts; setup: Setup }): JSX.Element {
  return (
    <aside class="beside" aria-labelledby="phone-title">
      <h2 id="phone-title">{words.phoneTitle}</h2>
      <p>{words.phoneText}</p>
      <iframe title={words.phoneTitle} src={`${setup.sandboxUrl}/inbox/?embed=phone`} />
      <a href={`${setup.sandboxUrl}/inbox/`} target="_blank" rel="noreferrer">
        {words.openInbox} ↗
      </a>
    </aside>
  );
}
