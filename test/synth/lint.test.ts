import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { IRule, Lint, Severity } from '../../src';
import { SUPPRESS } from '../../src/rules/rule/suppression';

const WEIGHT = 'canary-weight-in-range';
const PAUSE = 'pause-lasts';

const hasTeam: IRule = {
  id: 'acme.has-team',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'nobody knows whom to call',
  check: ({ metadata }) => metadata.labels?.team ? [] : [{ pointer: '/metadata/labels', message: 'a rollout needs a label "team", got none' }],
};

let written: string;
beforeEach(() => {
  written = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

/** A rollout that the rules of a weight and of a pause object to. */
function rollout(scope: Construct, id: string, { annotations = {} }: { annotations?: Record<string, string> } = {}): ApiObject {
  const labels = { app: id };
  return new ApiObject(scope, id, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: id, annotations },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'api:1' }] } },
      strategy: { canary: { steps: [{ setWeight: 120 }, { pause: { duration: 0 } }] } },
    },
  });
}

/** What is found, as `severity [construct] rule`. */
function found(app: App): string[] {
  let errors = '';
  try {
    app.synthYaml();
  } catch (error) {
    errors = (error as Error).message;
  }
  const read = (severity: string, text: string) => [...text.matchAll(/\[([^\]]+)\].* \(([a-z.-]+)\)$/gm)]
    .map(([, path, rule]) => `${severity} ${path} ${rule}`);
  return [...read('error', errors), ...read('warning', written)];
}

describe('severities', () => {
  test('an app without any construct of ours is checked once it is configured', () => {
    const app = new App();
    rollout(new Chart(app, 'shop'), 'api');
    expect(found(app)).toEqual([]);
    Lint.configure(app, {});
    expect(found(app)).toEqual([`error shop/api ${WEIGHT}`, `error shop/api ${PAUSE}`]);
  });

  test('two charts with settings of their own', () => {
    const app = new App();
    const [shop, bank] = ['shop', 'bank'].map((id) => new Chart(app, id, { namespace: id }));
    Lint.configure(shop, { rules: { [WEIGHT]: 'warning', [PAUSE]: 'off' } });
    Lint.configure(bank, { rules: { [WEIGHT]: 'off' } });
    rollout(shop, 'api');
    rollout(bank, 'api');
    expect(found(app)).toEqual([`error bank/api ${PAUSE}`, `warning shop/api ${WEIGHT}`]);
  });

  test('the nearest scope wins, rule by rule and key by key', () => {
    const app = new App();
    Lint.configure(app, { rules: { [WEIGHT]: 'off', [PAUSE]: 'warning' }, strict: true });
    const chart = new Chart(app, 'shop');
    const team = new Construct(chart, 'team');
    Lint.configure(team, { rules: { [WEIGHT]: 'warning' }, strict: false });
    rollout(team, 'api');
    rollout(chart, 'web');
    expect(found(app)).toEqual([`error shop/web ${PAUSE}`, `warning shop/team/api ${WEIGHT}`, `warning shop/team/api ${PAUSE}`]);
  });

  test('Testing.synth heeds them as well', () => {
    const chart = new Chart(new App(), 'shop');
    Lint.configure(chart, { rules: { [WEIGHT]: 'off', [PAUSE]: 'off' } });
    rollout(chart, 'api');
    expect(Testing.synth(chart)).toHaveLength(1);
  });
});

describe('own rules', () => {
  const off = { [WEIGHT]: 'off', [PAUSE]: 'off' };
  const withRules = (ownRules: IRule[], rules: Record<string, string> = {}, annotations?: Record<string, string>) => {
    const app = new App();
    Lint.configure(app, { ownRules, rules: { ...off, ...rules } });
    rollout(new Chart(app, 'shop'), 'api', { annotations });
    return app;
  };

  test('one that objects', () => {
    expect(() => withRules([hasTeam]).synthYaml()).toThrow('[shop/api] /metadata/labels: a rollout needs a label "team", got none (acme.has-team)');
  });

  test('only objects below the scope, and of its kinds', () => {
    const app = new App();
    const [shop, bank] = ['shop', 'bank'].map((id) => new Chart(app, id, { namespace: id }));
    Lint.configure(app, { rules: off });
    Lint.configure(shop, { ownRules: [hasTeam, { ...hasTeam, id: 'acme.other', kinds: ['Service'] }] });
    rollout(shop, 'api');
    rollout(bank, 'api');
    expect(found(app)).toEqual(['error shop/api acme.has-team']);
  });

  test('severity', () => {
    expect(found(withRules([hasTeam], { 'acme.has-team': 'warning' }))).toEqual(['warning shop/api acme.has-team']);
  });

  test('suppression', () => {
    expect(found(withRules([hasTeam], {}, { [`${SUPPRESS}acme.has-team`]: 'a demonstration' }))).toEqual([]);
  });

  test('suppression in code, of a construct that stands for one object', () => {
    const app = withRules([hasTeam]);
    Lint.suppress(app.node.findChild('shop').node.findChild('api'), 'acme.has-team', 'a demonstration');
    expect(found(app)).toEqual([]);
    expect(() => Lint.suppress(app, 'acme.has-team', 'for all')).toThrow('cannot find a (direct or indirect) child of type ApiObject');
  });

  test('they see the manifests around', () => {
    const seen: unknown[] = [];
    const looks: IRule = {
      ...hasTeam,
      check: (_, bundle) => {
        seen.push(bundle.manifests.length, bundle.find('Rollout', 'api').metadata.name, bundle.find('Rollout', 'web'));
        return [];
      },
    };
    expect(found(withRules([looks]))).toEqual([]);
    expect(seen).toEqual([1, 'api', undefined]);
  });

  test.each<[string, () => any, string]>([
    ['throws', () => { throw new Error('labels are gone'); }, 'labels are gone'],
    ['returns nothing', () => undefined, 'it must return a list of { pointer, message }, got undefined'],
    ['returns texts', () => ['no team'], 'it must return a list of { pointer, message }, got ["no team"]'],
  ])('one that %s is a finding', (_, check, message) => {
    expect(() => withRules([{ ...hasTeam, check }]).synthYaml()).toThrow(`own rule "acme.has-team" failed: ${message} (own-rule-runs)`);
  });

  test('the nearer of two with one id counts', () => {
    const app = new App();
    Lint.configure(app, { ownRules: [hasTeam], rules: off });
    const chart = new Chart(app, 'shop');
    Lint.configure(chart, { ownRules: [{ ...hasTeam, check: () => [] }] });
    rollout(chart, 'api');
    expect(found(app)).toEqual([]);
  });

  test('a suppression of one that does not hold here is reported', () => {
    expect(found(withRules([hasTeam], { 'acme.has-team': 'off' }, { [`${SUPPRESS}acme.team`]: 'a demonstration' })))
      .toEqual(['warning shop/api suppression-names-rule']);
  });

  test('objects are rendered once, and rules run once', () => {
    const check = jest.fn(() => []);
    const app = withRules([{ ...hasTeam, check }]);
    new Chart(app, 'bank');
    const render = jest.spyOn(ApiObject.prototype, 'toJson');
    app.synthYaml();
    expect([render.mock.calls.length, check.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('bad input', () => {
  test.each<[string, object, string]>([
    ['a rule that does not exist', { rules: { 'pause-last': 'off' } }, 'unknown rule "pause-last", did you mean "pause-lasts"?'],
    ['an own rule that is not there', { rules: { 'acme.has-teams': 'off' }, ownRules: [hasTeam] }, 'unknown rule "acme.has-teams", did you mean "acme.has-team"?'],
    ['an id of ours', { ownRules: [{ ...hasTeam, id: PAUSE }] }, 'the id of an own rule is a name of yours, a dot and words, at most 54 characters, got "pause-lasts"'],
    ['a long id', { ownRules: [{ ...hasTeam, id: `acme.${'a'.repeat(50)}` }] }, 'at most 54 characters'],
    ['no kinds', { ownRules: [{ ...hasTeam, kinds: [] }] }, 'own rule "acme.has-team" needs at least one kind, got none'],
    ['one id twice', { ownRules: [hasTeam, hasTeam] }, 'two own rules are called "acme.has-team"'],
    ['a version', { targetVersion: 'v1.6' }, '"targetVersion" is one of v1.7, v1.8, v1.9, v1.10, got "v1.6"'],
  ])('%s', (_, settings, message) => {
    expect(() => Lint.configure(new App(), settings)).toThrow(message);
  });

  test('twice', () => {
    const chart = new Chart(new App(), 'shop');
    Lint.configure(chart, {});
    expect(() => Lint.configure(chart, {})).toThrow('"shop" has settings already: give all of them in one call, or configure a construct inside of it');
  });
});
