import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CONTENTS, drawHouse, PICTURE } from '../scripts/draw-house';
import { floors, reduced } from '../scripts/house/imports';

const SRC = join(__dirname, '..', 'src');

describe('the picture of the house', () => {
  const picture = readFileSync(PICTURE, 'utf8');
  const boxes = [...picture.matchAll(/class="node \w+">\n<title>(.*)<\/title>/g)].map(([, name]) => name);

  test('shows the imports of src/ as they are: npx projen dochouse draws it anew', async () => {
    expect(picture).toBe(await drawHouse());
  });

  test('has a box for every folder of src/ and every room of the rules', () => {
    const foldersIn = (path: string) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const rooms = foldersIn(join(SRC, 'rules')).map((name) => `rules/${name}`);
    expect(boxes.sort()).toEqual([...foldersIn(SRC), ...rooms, 'imports', 'index.ts', 'rules/rules.ts'].sort());
  });

  test('says of no box that is not there what is in it', () => {
    expect(Object.keys(CONTENTS).filter((box) => !boxes.includes(box))).toEqual([]);
  });
});

describe('a graph of imports', () => {
  const graph = new Map([['roof', new Set(['walls', 'ground'])], ['walls', new Set(['ground'])], ['garden', new Set(['ground'])]]);

  test('is shown without what follows from the rest', () => {
    expect(Object.fromEntries([...reduced(graph)].map(([from, tos]) => [from, [...tos]]))).toEqual({ roof: ['walls'], walls: ['ground'], garden: ['ground'] });
  });

  test('stands on what imports nothing', () => {
    expect(Object.fromEntries(floors(graph))).toEqual({ ground: 0, garden: 1, walls: 1, roof: 2 });
  });
});
