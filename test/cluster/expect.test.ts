import { differences, until } from './expect';

describe('what is expected of an object', () => {
  const object = { spec: { replicas: 4, http: [{ name: 'testers' }, { name: 'primary' }] }, status: { message: 'RolloutAborted: too bad' } };

  test.each<[string, unknown]>([
    ['a field', { spec: { replicas: 4 } }],
    ['a list, of which each has at least these fields', { spec: { http: [{ name: 'testers' }, {}] } }],
    ['a text that fits', { status: { message: /^RolloutAborted/ } }],
    ['what a function agrees to', { spec: { replicas: (count: number) => count > 3 } }],
  ])('accepts %s', (_, expected) => expect(differences(object, expected)).toEqual([]));

  test.each<[string, unknown, string]>([
    ['another value', { spec: { replicas: 5 } }, '/spec/replicas: want 5, is 4'],
    ['a field that is missing', { spec: { paused: true } }, '/spec/paused: want true, is missing'],
    ['an object that is missing', { metadata: { labels: { a: 'b' } } }, '/metadata/labels/a: want "b", is missing'],
    ['a list of another length', { spec: { http: [{ name: 'testers' }] } }, '/spec/http: want [{"name":"testers"}], is [{"name":"testers"},{"name":"primary"}]'],
    ['a text that does not fit', { status: { message: /^InvalidSpec/ } }, '/status/message: want /^InvalidSpec/, is "RolloutAborted: too bad"'],
    ['what a function does not agree to', { spec: { replicas: (count: number) => count > 4 } }, '/spec/replicas: want (count) => count > 4, is 4'],
  ])('rejects %s', (_, expected, difference) => expect(differences(object, expected)).toEqual([difference]));
});

describe('waiting', () => {
  test('is over when it is so', async () => {
    let looks = 0;
    expect(await until('the third look', () => ++looks === 3 && 'found')).toBe('found');
  });

  test('is over at the deadline, and tells what was seen last', async () => {
    await expect(until('a miracle', () => false, 1, () => 'nothing')).rejects.toThrow('not within 0.001 s: a miracle\nnothing');
  });
});
