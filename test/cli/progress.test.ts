import { rollout, runCli } from './fake-terminal';

afterEach(() => jest.restoreAllMocks());

/** Makes every look at the clock a second later than the last. */
function slowClock() {
  let now = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => { now += 1000; return now; });
}

test('who watches is told what is being done, and left with a clean line', async () => {
  slowClock();
  const { err } = await runCli(['lint', '-'], rollout(120), { watched: true });
  expect(err.split('\r\x1b[K')).toEqual(['', 'reading <stdin>: 0 objects', 'checking 1 objects', 'finding the lines in <stdin>', '']);
});

test('who does not wait is told nothing', async () => {
  expect((await runCli(['lint', '-'], rollout(120), { watched: true })).err).toBe('');
});

test('nobody watches a log', async () => {
  slowClock();
  expect((await runCli(['lint', '-'], rollout(120))).err).toBe('');
});
