import { Duration } from 'cdk8s';
import { NotificationSecret } from '../../../src/operate/notifications/notification-secret';
import { NotificationService } from '../../../src/operate/notifications/notification-service';

const key = NotificationSecret.withKeys('key').key('key');

/** Each service with all its options, its key in the ConfigMap, and what it becomes. */
const CASES: [NotificationService, string, unknown][] = [
  [
    NotificationService.alertmanager({
      targets: ['a:9093'],
      scheme: 'https',
      apiPath: '/x',
      basicAuth: { username: 'me', password: key },
      bearerToken: key,
      timeout: Duration.seconds(5),
      insecureSkipVerify: true,
    }),
    'service.alertmanager',
    {
      targets: ['a:9093'],
      scheme: 'https',
      apiPath: '/x',
      basicAuth: { username: 'me', password: '$key' },
      bearerToken: '$key',
      timeout: 5,
      insecureSkipVerify: true,
    },
  ],
  [
    NotificationService.awsSqs({ queue: 'q', region: 'eu-west-1', account: '1', accessKeyId: key, secretAccessKey: key, endpointUrl: 'http://x' }),
    'service.awssqs',
    { queue: 'q', region: 'eu-west-1', account: '1', key: '$key', secret: '$key', endpointUrl: 'http://x' },
  ],
  [
    NotificationService.email({ host: 'h', port: 587, from: 'a@b.example', username: 'me', password: key, html: true, insecureSkipVerify: true }),
    'service.email',
    { host: 'h', port: 587, from: 'a@b.example', username: 'me', password: '$key', html: true, insecure_skip_verify: true },
  ],
  [
    NotificationService.gcpPubSub({ topic: 't', project: 'p', keyFile: '/k' }), 'service.gcppubsub', { topic: 't', project: 'p', keyFile: '/k' },
  ],
  [
    NotificationService.github({ appId: 1, installationId: 2, privateKey: key, enterpriseBaseUrl: 'https://x', insecureSkipVerify: true }),
    'service.github',
    { appID: 1, installationID: 2, privateKey: '$key', enterpriseBaseURL: 'https://x', insecureSkipVerify: true },
  ],
  [
    NotificationService.googleChat({ webhooks: { shop: key }, insecureSkipVerify: true }),
    'service.googlechat',
    { webhooks: { shop: '$key' }, insecureSkipVerify: true },
  ],
  [
    NotificationService.grafana({ apiUrl: 'https://x/api', apiKey: key, insecureSkipVerify: true }),
    'service.grafana',
    { apiUrl: 'https://x/api', apiKey: '$key', insecureSkipVerify: true },
  ],
  [
    NotificationService.mattermost({ apiUrl: 'https://x', token: key, insecureSkipVerify: true }),
    'service.mattermost',
    { apiURL: 'https://x', token: '$key', insecureSkipVerify: true },
  ],
  [
    NotificationService.nats({ url: 'nats://x', headers: { a: 'b' }, username: 'me', password: key, nkey: key }),
    'service.nats',
    { url: 'nats://x', headers: { a: 'b' }, username: 'me', password: '$key', nkey: '$key' },
  ],
  [
    NotificationService.newRelic({ apiKey: key, apiUrl: 'https://x', insecureSkipVerify: true }),
    'service.newrelic',
    { apiKey: '$key', apiURL: 'https://x', insecureSkipVerify: true },
  ],
  [
    NotificationService.opsgenie({ apiUrl: 'api.opsgenie.com', apiKeys: { shop: key }, insecureSkipVerify: true }),
    'service.opsgenie',
    { apiUrl: 'api.opsgenie.com', apiKeys: { shop: '$key' }, insecureSkipVerify: true },
  ],
  [NotificationService.pagerDuty({ token: key, from: 'a@b.example' }), 'service.pagerduty', { token: '$key', from: 'a@b.example' }],
  [NotificationService.pagerDutyV2({ serviceKeys: { shop: key } }), 'service.pagerdutyv2', { serviceKeys: { shop: '$key' } }],
  [NotificationService.pushover({ token: key }), 'service.pushover', { token: '$key' }],
  [
    NotificationService.rocketChat({ serverUrl: 'https://x', email: 'a@b.example', password: key, alias: 'a', icon: ':x:', avatar: 'https://y' }),
    'service.rocketchat',
    { serverUrl: 'https://x', email: 'a@b.example', password: '$key', alias: 'a', icon: ':x:', avatar: 'https://y' },
  ],
  [
    NotificationService.slack({ token: key, username: 'u', icon: ':x:', apiUrl: 'https://x', disableUnfurl: true, insecureSkipVerify: true }),
    'service.slack',
    { token: '$key', username: 'u', icon: ':x:', apiURL: 'https://x', disableUnfurl: true, insecureSkipVerify: true },
  ],
  [
    NotificationService.teams({ recipientUrls: { shop: key }, insecureSkipVerify: true }),
    'service.teams',
    { recipientUrls: { shop: '$key' }, insecureSkipVerify: true },
  ],
  [NotificationService.teamsWorkflows({ recipientUrls: { shop: key } }), 'service.teams-workflows', { recipientUrls: { shop: '$key' } }],
  [NotificationService.telegram({ token: key }), 'service.telegram', { token: '$key' }],
  [
    NotificationService.webex({ token: key, apiUrl: 'https://x', insecureSkipVerify: true }),
    'service.webex',
    { token: '$key', apiURL: 'https://x', insecureSkipVerify: true },
  ],
  [
    NotificationService.webhook({
      name: 'hook',
      secretUrl: key,
      headers: [{ name: 'A', value: 'b' }, { name: 'C', secret: key.withPrefix('Bearer ') }],
      basicAuth: { username: 'me', password: key },
      retryMax: 5,
      retryWaitMin: Duration.millis(500),
      retryWaitMax: Duration.seconds(10),
      insecureSkipVerify: true,
    }),
    'service.webhook.hook',
    {
      url: '$key',
      headers: [{ name: 'A', value: 'b' }, { name: 'C', value: 'Bearer $key' }],
      basicAuth: { username: 'me', password: '$key' },
      retryMax: 5,
      // whole nanoseconds: a text is refused by the engine
      retryWaitMin: 500_000_000,
      retryWaitMax: 10_000_000_000,
      insecureSkipVerify: true,
    },
  ],
];

test.each(CASES)('a service %#', (service, name, options) => {
  expect(service._key).toBe(name);
  expect(service._toKube()).toEqual(options);
});

test('there is one of each type', () => {
  const factories = Object.getOwnPropertyNames(NotificationService).filter((name) => !['length', 'name', 'prototype', 'of'].includes(name));
  expect(new Set(CASES.map(([, name]) => name)).size).toBe(factories.length);
});

test('what is not given is not written', () => {
  expect(NotificationService.slack({ token: key })._toKube()).toEqual({ token: '$key' });
});

describe('recipients', () => {
  test('are those that the service knows', () => {
    const service = NotificationService.pagerDutyV2({ serviceKeys: { shop: key, ops: key } });
    expect(service.to('ops').recipients).toEqual(['ops']);
    expect(() => service.to('sales')).toThrow('service "pagerdutyv2" does not know the recipient "sales", it knows shop, ops');
  });

  test('are one empty text where there are none', () => {
    const service = NotificationService.webhook({ url: 'https://x' });
    expect(service.to().recipients).toEqual(['']);
    expect(() => service.to('a')).toThrow('service "webhook" of type webhook has no recipients, got "a"');
  });

  test('may be left out where the service has a default', () => {
    expect(NotificationService.awsSqs({ queue: 'q', region: 'r' }).to().recipients).toEqual(['']);
  });

  test.each([
    [[], 'service "slack" of type slack needs at least one recipient, got none'],
    [['a;b'], 'a recipient must not be empty, begin or end with a space, nor have a ";", got "a;b": give several one by one'],
    [[' a'], 'a recipient must not be empty, begin or end with a space, nor have a ";", got " a": give several one by one'],
    [[''], 'a recipient must not be empty, begin or end with a space, nor have a ";", got "": give several one by one'],
  ])('are refused: %j', (recipients, message) => {
    expect(() => NotificationService.slack({ token: key }).to(...recipients)).toThrow(message);
  });
});

test.each<[() => unknown, string]>([
  [() => NotificationService.webhook({}), 'a webhook needs exactly one of "url" and "secretUrl", got none'],
  [() => NotificationService.webhook({ url: 'https://x', secretUrl: key }), 'a webhook needs exactly one of "url" and "secretUrl", got both'],
  [
    () => NotificationService.webhook({ url: 'https://x', headers: [{ name: 'A' }] }), 'header "A" needs exactly one of "value" and "secret", got none',
  ],
  [() => NotificationService.alertmanager({ targets: [] }), '"targets" is empty: give at least one member of the Alertmanager as host:port'],
  [
    () => NotificationService.awsSqs({ queue: 'q', region: 'r', accessKeyId: key }), '"accessKeyId" and "secretAccessKey" come together, got only "accessKeyId"',
  ],
  [
    () => NotificationService.slack({ token: key, name: 'a.b' }),
    'the name of a service must be letters, digits, "-" and "_", and begin and end with a letter or digit, got "a.b"',
  ],
  [
    () => NotificationSecret.withKeys('a.b'),
    'a key of the notification Secret must be letters, digits, "-" and "_", got "a.b": the controller finds no other',
  ],
  [
    () => NotificationSecret.withKeys('a', 'b').key('c'),
    'the notification Secret has no key "c", it has a, b: give one of them, or name all keys in NotificationSecret.withKeys',
  ],
  [() => key.withPrefix('$x'), 'a text before a value of the Secret must not have a "$", got "$x"'],
])('refuses %s', (build, message) => {
  expect(build).toThrow(message);
});
