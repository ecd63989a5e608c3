import { commandsIn } from './shell';

test.each<[string, string[][]]>([
  ['', []],
  ['# nothing', []],
  ['a b  c # d', [['a', 'b', 'c']]],
  ['a \\\n  b', [['a', 'b']]],
  ['a\nb; c && d | e', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['a \'b c\' "d e" f"g"\'h\'', [['a', 'b c', 'd e', 'fgh']]],
  ['a "$B" $C "${D}" ${E:-5m} "x$1"', [['a', 'value', 'value', 'value', '5m', 'xvalue']]],
  ['a -l h="$(b c -o \'{.d}\')"', [['b', 'c', '-o', '{.d}'], ['a', '-l', 'h=value']]],
  ['a x=<image> <pod>', [['a', 'x=<image>', '<pod>']]],
  ['a > file 2>&1', [['a']]],
  ['if ! a b; then\n  c\nfi', [['a', 'b'], ['c'], ['fi']]],
  ['X=1 a', [['a']]],
  ['a -f - <<\'END\'\nb: c\nEND\nd', [['a', '-f', '-'], ['d']]],
  ['a \'$(b)\'', [['a', '$(b)']]],
])('%j', (script, commands) => {
  expect(commandsIn(script)).toEqual(commands);
});
