import type { ProbeAnswer } from './answer.ts';

/** One thing that the two answers do not have in common. */
export interface AnswerDifference {
  readonly part: 'status' | 'format' | 'code' | 'message' | 'field';
  /** Path of the field. */
  readonly field?: string;
  /** Empty: there is none. */
  readonly aliyun: string;
  readonly sandbox: string;
}

/** What is known of Aliyun's answer. */
type KnownAnswer = { readonly [Part in keyof ProbeAnswer]?: ProbeAnswer[Part] | undefined };

/** What the sandbox answers differently, as far as Aliyun's answer is known. */
export function compareAnswers(
  aliyun: KnownAnswer,
  sandbox: ProbeAnswer,
): readonly AnswerDifference[] {
  const parts = (['status', 'format', 'code', 'message'] as const).flatMap((part) => {
    const known = aliyun[part];
    return known === undefined || known === sandbox[part]
      ? []
      : [{ part, aliyun: String(known), sandbox: String(sandbox[part]) }];
  });
  return [
    ...parts,
    ...(aliyun.fields === undefined ? [] : fieldDifferences(aliyun.fields, sandbox.fields)),
  ];
}

type Fields = ProbeAnswer['fields'];

function fieldDifferences(aliyun: Fields, sandbox: Fields): readonly AnswerDifference[] {
  const paths = [...new Set([...Object.keys(aliyun), ...Object.keys(sandbox)])];
  return paths
    .filter((path) => aliyun[path] !== sandbox[path] && isComparable(path, aliyun, sandbox))
    .map((path) => ({
      part: 'field' as const,
      field: path,
      aliyun: aliyun[path] ?? '',
      sandbox: sandbox[path] ?? '',
    }));
}

/** What holds the field is there and alike: else that is the difference. An empty list tells nothing
 *  of its items. */
function isComparable(path: string, aliyun: Fields, sandbox: Fields): boolean {
  const holders = [...path.matchAll(/\.|\[\]/g)].map(({ index }) => path.slice(0, index));
  const areAlike = holders.every(
    (holder) => aliyun[holder] !== undefined && aliyun[holder] === sandbox[holder],
  );
  const isItem = path.endsWith('[]');
  return areAlike && !(isItem && (aliyun[path] === undefined || sandbox[path] === undefined));
}
