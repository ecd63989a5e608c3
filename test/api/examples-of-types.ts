import * as cdk8s from 'cdk8s';
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as own from '../../src';
import { elementOf, factsOf, Members, propertiesOf, TypeName } from '../../src/api/type-table';

type Exports = Record<string, any>;

const CONTAINERS = [{ image: 'registry.example/api:1.0.0', portNumber: 8000 }];

/** What the makers in the table cannot make of nothing. */
const SPECIAL: Record<TypeName, (chart: Chart, id: string) => unknown> = {
  'string': () => 'a',
  'number': () => 1,
  'boolean': () => true,
  'date': () => new Date(0),
  'any': () => ({}),
  'constructs.Construct': (chart) => chart,
  'constructs.IConstruct': (chart) => chart,
  'CanaryRollout': (chart, id) => new own.CanaryRollout(chart, id, { metadata: { name: 'api' }, containers: CONTAINERS }),
  'Rollout': (chart, id) => new own.BlueGreenRollout(chart, id, { metadata: { name: 'api' }, containers: CONTAINERS }),
  'cdk8s.App': (chart) => App.of(chart),
  'kplus.Deployment': (chart, id) => new kplus.Deployment(chart, id, { metadata: { name: 'api' }, containers: CONTAINERS }),
  'kplus.Ingress': (chart, id) => new kplus.Ingress(chart, id, { metadata: { name: 'api' } }),
  'kplus.Service': (chart, id) => new kplus.Service(chart, id, { metadata: { name: 'api' }, ports: [{ port: 80 }] }),
  'NotificationTemplate': (_, id) => own.NotificationTemplate.of(id.toLowerCase(), { message: 'a' }),
  'kplus.ISecret': (chart, id) => kplus.Secret.fromSecretName(chart, id, 'secret'),
  'kplus.IConfigMap': (chart, id) => kplus.ConfigMap.fromConfigMapName(chart, id, 'settings'),
  'kplus.IServiceAccount': (chart, id) => kplus.ServiceAccount.fromServiceAccountName(chart, id, 'account'),
  'IRule': () => ({ id: 'own/rule', severity: own.Severity.ERROR, kinds: [], why: 'a', check: () => [] }),
};

/** The export of a name in the table. */
export function exportOf(type: TypeName): any {
  const path = type.split('.');
  const library: Exports = type.startsWith('kplus.') ? kplus : type.startsWith('cdk8s.') ? cdk8s : own;
  return (library === own ? path : path.slice(1)).reduce((found: Exports | undefined, name) => found?.[name], library);
}

/** A value of a type, with no more than has to be there. */
export function exampleOf(type: TypeName, chart: Chart): unknown {
  const id = `Example${chart.node.children.length}`;
  const { properties, choice, makers = [] } = factsOf(type) ?? {};
  if (Object.hasOwn(SPECIAL, type)) {
    return SPECIAL[type](chart, id);
  }
  if (type.endsWith('[]')) {
    return [exampleOf(elementOf(type), chart)];
  }
  if (type.endsWith('{}')) {
    return {};
  }
  if (properties) {
    return requiredOf(type, chart);
  }
  return choice ? Object.values(exportOf(type))[0] : firstMade(type, makers, chart);
}

/** An object with the properties that must be there. */
export function requiredOf(type: TypeName, chart: Chart): Record<string, unknown> {
  return Object.fromEntries(propertiesOf(type).filter(([name]) => !name.endsWith('?')).map(([name, each]) => [name, exampleOf(each, chart)]));
}

/** The arguments of a constructor or a method. */
export function argumentsOf(parameters: Members, chart: Chart): unknown[] {
  const id = `Made${chart.node.children.length}`;
  return Object.entries(parameters).map(([name, type]) => name === 'id' ? id : name.endsWith('?') ? undefined : exampleOf(type, chart));
}

function firstMade(type: TypeName, makers: readonly string[], chart: Chart): unknown {
  const problems: string[] = [];
  for (const maker of makers.length > 0 ? makers : [`new ${type}`]) {
    try {
      return made(maker, chart);
    } catch (error) {
      problems.push(`${maker}: ${(error as Error).message}`);
    }
  }
  throw new Error(`no example of ${type}: ${problems.join('; ')}`);
}

function made(maker: string, chart: Chart): unknown {
  if (maker.startsWith('new ')) {
    const name = maker.slice('new '.length);
    return new (exportOf(name))(...argumentsOf(factsOf(name)?.constructed ?? {}, chart));
  }
  const at = maker.lastIndexOf('.');
  const [owner, method] = [maker.slice(0, at), maker.slice(at + 1)];
  // of other libraries the table does not say what a function takes: a number is what most of them do
  return exportOf(owner)[method](...owner.includes('.') ? [1] : argumentsOf(factsOf(owner)?.methods?.[method] ?? {}, chart));
}
