import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './repository.mjs';

/**
 * Copies the official connector into `folder`, with links to its dependencies and its endpoint constant
 * replaced; nothing else is changed.
 *
 * @param {string} folder
 * @param {string} endpoint
 */
export function copyOfficialConnector(folder, endpoint) {
  copyWithModules('@logto/connector-aliyun-sms', folder);
  const entry = join(folder, 'lib/index.js');
  const code = readFileSync(entry, 'utf8');
  const constant = 'var endpoint = "https://dysmsapi.aliyuncs.com/";';
  if (!code.includes(constant)) throw new Error('The official connector has no such constant.');
  writeFileSync(entry, code.replace(constant, `var endpoint = ${JSON.stringify(`${endpoint}/`)};`));
}

/**
 * Copies an installed package into `folder`, with links to its dependencies.
 *
 * @param {string} name
 * @param {string} folder
 */
export function copyWithModules(name, folder) {
  const installed = packageFolder(name);
  cpSync(installed, folder, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(packageFolder(dependency, join(installed, 'package.json')), link);
  }
}
