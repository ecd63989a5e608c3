import { readFileSync } from 'fs';
import { generatedFiles } from '../../scripts/condition-grammar';

test.each(Object.entries(generatedFiles()))('%s is generated from the grammar', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
