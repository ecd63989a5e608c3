import { readFileSync } from 'node:fs';
import { alertsPage, PAGE } from '../../scripts/document-alerts';
import { ALERTS } from '../../src/operate/alerts/alerts';
import { CONTROLLER_ALERTS } from '../../src/operate/alerts/controller-alerts';

test('docs/alerts.md is made from the alerts as they are', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(alertsPage());
});

test.each([...ALERTS, ...CONTROLLER_ALERTS].map(({ name }) => name))('%s has a section to which its alert links', (name) => {
  expect(alertsPage()).toContain(`\n### ${name}\n`);
});
