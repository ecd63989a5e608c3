import { join } from 'path';
import { trafficOf, TrafficOptions } from '../../src/cli/traffic';
import { rolloutTitle } from '../../src/manifest/rollout-title';
import { plan, rolloutWith } from '../plan/fixtures';
import { folderWith } from './fake-terminal';

const named = (name: string, namespace?: string) => plan({ ...rolloutWith('{canary: {}}'), metadata: { name, namespace } });
const PLANS = [named('api', 'shop'), named('api', 'office'), named('web')];

function given(options: TrafficOptions) {
  return Object.fromEntries([...trafficOf(PLANS, options)].map(([of, traffic]) => [rolloutTitle(of), traffic]));
}

/** What is read from a file, or why it is not. */
function inFile(text: string | Buffer): unknown {
  const folder = folderWith({ 'traffic.yaml': text });
  try {
    return given({ traffic: join(folder, 'traffic.yaml') });
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
}

test('nothing is given', () => {
  expect(given({})).toEqual({});
});

test('the same for all', () => {
  const traffic = { requestsPerSecond: 0.5, errorRate: 0.01 };
  expect(given({ 'rps': '.5', 'error-rate': '1%' })).toEqual({ 'shop/api': traffic, 'office/api': traffic, 'web': traffic });
});

test.each<[TrafficOptions, string]>([
  [{ rps: '20' }, '--rps and --error-rate go together, got only --rps'],
  [{ 'error-rate': '0.01' }, '--rps and --error-rate go together, got only --error-rate'],
  [{ 'rps': 'many', 'error-rate': '0.01' }, '--rps is a number of requests per second, such as 20 or 0.5, got "many"'],
  [{ 'rps': '-1', 'error-rate': '0.01' }, '--rps is a number of requests per second, such as 20 or 0.5, got "-1"'],
  [{ 'rps': '20', 'error-rate': '5' }, '--error-rate is a share from 0 to 1 or in percent, such as 0.01 or 1%, got "5"'],
  [{ 'rps': '20', 'error-rate': '200%' }, '--error-rate is a share from 0 to 1 or in percent, such as 0.01 or 1%, got "200%"'],
  [{ traffic: 'traffic.yaml', rps: '20' }, 'the traffic is given once: by --traffic, a file with that of each rollout, or by --rps and --error-rate for all of them'],
  [{ traffic: 'none.yaml' }, 'cannot read none.yaml: there is no such file or folder'],
])('%j', (options, message) => {
  expect(() => given(options)).toThrow(message);
});

test('a file, where a name with its namespace says more than one without', () => {
  expect(inFile('api: {requestsPerSecond: 20, errorRate: 0.01}\noffice/api: {requestsPerSecond: 1, errorRate: 2%, slowRate: 0.5%}\n')).toEqual({
    'shop/api': { requestsPerSecond: 20, errorRate: 0.01 },
    'office/api': { requestsPerSecond: 1, errorRate: 0.02, slowRate: 0.005 },
  });
});

test.each([
  ['- api\n', 'traffic.yaml:1:1 traffic is a map from the names of rollouts to requestsPerSecond, errorRate, slowRate'],
  ['api: [\n', 'traffic.yaml:2:1 not valid YAML: unexpected end of the stream within a flow collection'],
  ['web: 20\n', 'traffic.yaml:1:6 the traffic of a rollout is a map with requestsPerSecond, errorRate, slowRate, got 20'],
  ['web:\n  rps: 20\n', 'traffic.yaml:2:8 unknown field "rps", there are: requestsPerSecond, errorRate, slowRate'],
  ['web:\n  errorRate: 0\n', 'traffic.yaml:1:1 "requestsPerSecond" is missing, a number of requests per second, such as 20 or 0.5'],
  ['web:\n  requestsPerSecond: 2\n', 'traffic.yaml:1:1 "errorRate" is missing, a share from 0 to 1 or in percent, such as 0.01 or 1%'],
  [
    'web:\n  requestsPerSecond: 2\n  errorRate: 1\n  slowRate: [1]\n',
    'traffic.yaml:4:3 "slowRate" is a share from 0 to 1 or in percent, such as 0.01 or 1%, got [1]',
  ],
  ['\nwebb:\n  requestsPerSecond: 2\n  errorRate: 0\n', 'traffic.yaml:2:1 there is no Rollout "webb" among the manifests, got: shop/api, office/api, web'],
])('%j', (text, message) => {
  expect(inFile(text)).toBe(message);
});
