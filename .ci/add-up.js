// Adds up the runners' own reports and the steps that failed: `add-up.js FAILED_STEPS REPORT...`.
const { existsSync, readFileSync } = require('fs');

const [failedSteps, ...files] = process.argv.slice(2);

const reports = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const missing = files.length - reports.length;

// jest has names of its own
const passed = reports.reduce((sum, report) => sum + (report.numPassedTests ?? report.passed), 0);
const failed = reports.reduce((sum, report) => sum + (report.numFailedTests ?? report.failed), 0);
// a step can fail without a failed test, such as a compilation; it must not vanish from the count
const total = Math.max(failed, Number(failedSteps)) + missing;
console.log(`${passed} passed, ${total} failed`);
process.exit(total > 0 ? 1 : 0);
