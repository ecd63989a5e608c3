import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { loadAll } from 'js-yaml';
import * as ts from 'typescript';
import * as rollouts from '../../src';
import { synthesize } from '../synthesize';

const FOLDER = join(__dirname, '..', '..', 'docs', 'traffic');

/** The first blocks of a language on a page. */
function first(page: string, language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(readFileSync(join(FOLDER, page), 'utf8'))?.[1];
}

/** Those pages that show the objects that their first example makes. */
const pages = readdirSync(FOLDER).filter((page) => (loadAll(first(page, 'yaml') ?? 'none: {}') as any[]).every(({ kind }) => kind));

test('there are pages with an example and its YAML', () => {
  expect(pages).toContain('alb.md');
});

test.each(pages)('the first example on %s makes the YAML that is shown', (page) => {
  const manifests = synthesize((chart) => {
    const api = new rollouts.CanaryRollout(chart, 'Api', {
      metadata: { name: 'api' },
      containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
      servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const names = { ...cdk8s, ...rollouts, kplus, chart, api };
    new Function(...Object.keys(names), ts.transpile(first(page, 'ts')!))(...Object.values(names));
  });
  const shown = loadAll(first(page, 'yaml')!) as any[];
  expect(shown.map(({ kind, metadata }) => manifests.find(kind, metadata.name))).toMatchObject(shown);
});
