import { ConnectorConfigFormItemType } from '@logto/connector-kit';
import { expect, test } from 'vitest';
import { storedSettings } from '../packages/cli/src/logto/stored-settings.ts';
import { formItems } from '../packages/connector/src/form-items.ts';

/** Console's edit page applies no defaults: a Select that the command line does not store is blank there. */
test('settings stored by the command line have every Select of Console’s form, with its default', () => {
  const selects = formItems.filter(({ type }) => type === ConnectorConfigFormItemType.Select);
  expect(storedSettings({})).toEqual(
    Object.fromEntries(selects.map(({ key, defaultValue }) => [key, defaultValue])),
  );
});
