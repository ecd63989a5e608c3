// Adds up the runners' own reports and the steps that failed: `add-up.js FAILED_STEPS JEST_REPORT CONFORMANCE_REPORT`.
const { existsSync, readFileSync } = require('fs');

const [failedSteps, jestReport, conformanceReport] = process.argv.slice(2);

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const jest = read(jestReport);
const conformance = read(conformanceReport);
const missing = [jest, conformance].filter((report) => report === undefined).length;

const passed = (jest?.numPassedTests ?? 0) + (conformance?.passed ?? 0);
const failed = (jest?.numFailedTests ?? 0) + (conformance?.failed ?? 0);
// a step can fail without a failed test, such as a compilation; it must not vanish from the count
const total = Math.max(failed, Number(failedSteps)) + missing;
console.log(`${passed} passed, ${total} failed`);
process.exit(total > 0 ? 1 : 0);
