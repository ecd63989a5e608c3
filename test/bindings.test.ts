import { Ledger } from '../scripts/bindings/ledger';
import { expectSame } from '../scripts/bindings/program';

test('texts that are the same are no difference', () => {
  expect(() => expectSame('a\nb\n', 'a\nb\n')).not.toThrow();
});

test('the first line that differs is shown, with what is around it', () => {
  expect(() => expectSame('kind: A\nname: b\nspec: 1\n', 'kind: A\nname: c\nspec: 1\n')).toThrow([
    'from line 2 on:', '  kind: A', '- name: b', '- spec: 1', '- ', '+ name: c', '+ spec: 1', '+ ',
  ].join('\n'));
});

test.each([['no YAML', ''], ['too little', 'a\n'], ['too much', 'a\nb\nc\n']])('%s is a difference', (_, got) => {
  expect(() => expectSame('a\nb\n', got)).toThrow('differs');
});

test('what fails is told with its reason, and does not end the run', () => {
  const told: string[] = [];
  const ledger = new Ledger((line) => told.push(line.replace(/\d+\.\d s/, '0 s')));
  expect(ledger.try('Python', 'package', () => 'a wheel')).toBe(true);
  expect(ledger.try('Go', 'package', () => { throw new Error('there is no go'); })).toBe(false);
  expect(ledger.try('Python', 'program', () => {})).toBe(true);
  expect(told).toEqual(['ok Python: package (0 s): a wheel', 'FAILED Go: package (0 s)\nthere is no go', 'ok Python: program (0 s)']);
  expect(ledger.failed).toBe(1);
  expect(ledger.table().split('\n').map((row) => row.replace(/\d+\.\d s/g, '0 s').split(/ {2,}/))).toEqual([
    ['', 'package', 'program'], ['Python', 'ok 0 s', 'ok 0 s'], ['Go', 'FAILED 0 s', '-'],
  ]);
});
