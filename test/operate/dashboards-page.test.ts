import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { dashboardFiles } from '../../scripts/document-dashboards';

const files = Object.entries(dashboardFiles()).map(([file, content]) => [relative(process.cwd(), file), content]);

test.each(files)('%s is made from the dashboards as they are', (file, content) => {
  expect(readFileSync(file, 'utf8')).toBe(content);
});
