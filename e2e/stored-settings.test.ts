import { ConnectorConfigFormItemType } from '@logto/connector-kit';
import { expect, test } from 'vitest';
import { storedSettings } from '../packages/cli/src/logto/stored-settings.ts';
import { formItems } from '../packages/connector/src/form-items.ts';

/** Console's edit page applies no defaults: what the command line stores without a Select is blank there. */
test('settings stored by the command line have each Select of Console’s form, as the form would send it', () => {
  const selects = formItems.filter(({ type }) => type === ConnectorConfigFormItemType.Select);
  expect(storedSettings({})).toEqual(
    Object.fromEntries(selects.map(({ key, defaultValue }) => [key, defaultValue])),
  );
});
