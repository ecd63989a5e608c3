import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { planFiles } from '../../scripts/document-plans';

const PICTURES = join(__dirname, '..', '..', 'docs', 'images', 'plans');
const files = planFiles();

test.each(Object.keys(files).map((file) => [file.split('/docs/')[1], file]))('docs/%s shows the examples as they are: npx projen docplans makes it anew', (_, file) => {
  expect(readFileSync(file, 'utf8')).toBe(files[file]);
});

test('there is no picture of anything else', () => {
  expect(readdirSync(PICTURES).map((name) => join(PICTURES, name)).filter((file) => !(file in files))).toEqual([]);
});

test('no picture has a number that is none', () => {
  expect(Object.keys(files).filter((file) => /NaN|Infinity|undefined/.test(files[file]))).toEqual([]);
});
