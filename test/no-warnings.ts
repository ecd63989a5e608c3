/**
 * Each test says which warnings it wants: what the library tells nobody else is told to all who run the tests, and hides what is new.
 */
const uncaught: string[] = [];
const write = process.stderr.write;

process.stderr.write = ((chunk: unknown, ...others: any[]): boolean => {
  if (/^warning: \[/.test(String(chunk))) {
    uncaught.push(String(chunk));
    return true;
  }
  return (write as any).call(process.stderr, chunk, ...others);
}) as typeof write;

afterEach(() => expect(uncaught.splice(0)).toEqual([]));

afterAll(() => {
  process.stderr.write = write;
});
