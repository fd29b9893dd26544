import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Finds what must not be in a log: access key secrets, codes and full numbers of sends, request URLs.
 * Reports line numbers, not the lines.
 */
export async function leaksIn(files, books, secrets) {
  const leaks = [];
  for (const file of files) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
      number += 1;
      const found = leakIn(line, books, secrets);
      if (found !== undefined) leaks.push(`${found} in line ${number} of ${file}`);
    }
  }
  return leaks;
}

function leakIn(line, books, secrets) {
  if (secrets.some((secret) => line.includes(secret))) return 'an access key secret';
  if (/[?&](?:PhoneNumbers?|TemplateParam|Signature)=/.test(line)) return 'a request URL';
  // Digits within a request id are neither a number nor a code.
  const words = line.match(/(?<![\w-])\d{6,13}(?![\w-])/g) ?? [];
  if (words.some((word) => word.length === 6 && books.knows(word))) return 'a verification code';
  return words.some((word) => books.knows(word) || books.knows(`86${word}`))
    ? 'a full phone number'
    : undefined;
}
