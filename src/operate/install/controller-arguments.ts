import { goDuration } from '../../synth/go-duration';
import { ControllerSettings } from './controller-settings';
import { ArgoRolloutsVersion, isSince } from './releases';

type Property = Exclude<keyof ControllerSettings, 'extraArgs'>;

/** How the flags of each property are written, where its value is allowed. */
const FLAGS: Record<Property, (value: any) => [flag: string, value: unknown][]> = {
  logLevel: (level) => [['loglevel', level]],
  logFormat: (format) => [['logformat', format]],
  kubernetesLogLevel: (level) => [['kloglevel', wholeNumber('kubernetesLogLevel', level, 0, 10)]],
  rolloutThreads: (threads) => [['rollout-threads', wholeNumber('rolloutThreads', threads, 1)]],
  experimentThreads: (threads) => [['experiment-threads', wholeNumber('experimentThreads', threads, 1)]],
  analysisThreads: (threads) => [['analysis-threads', wholeNumber('analysisThreads', threads, 1)]],
  serviceThreads: (threads) => [['service-threads', wholeNumber('serviceThreads', threads, 1)]],
  ingressThreads: (threads) => [['ingress-threads', wholeNumber('ingressThreads', threads, 1)]],
  ephemeralMetadataThreads: (threads) => [['ephemeral-metadata-threads', wholeNumber('ephemeralMetadataThreads', threads, 1)]],
  qps: (qps) => [['qps', aboveZero('qps', qps)]],
  burst: (burst) => [['burst', wholeNumber('burst', burst, 1)]],
  resync: (resync) => [['rollout-resync', resync.toSeconds()]],
  leaderElectionLeaseDuration: (time) => [['leader-election-lease-duration', goDuration(time)]],
  leaderElectionRenewDeadline: (time) => [['leader-election-renew-deadline', goDuration(time)]],
  leaderElectionRetryPeriod: (time) => [['leader-election-retry-period', goDuration(time)]],
  nginxIngressClasses: (classes) => classesOf('nginxIngressClasses', classes).map((name) => ['nginx-ingress-classes', name]),
  albIngressClasses: (classes) => classesOf('albIngressClasses', classes).map((name) => ['alb-ingress-classes', name]),
  istioApiVersion: (version) => [['istio-api-version', versionAlone('istioApiVersion', version)]],
  ambassadorApiVersion: (version) => [['ambassador-api-version', groupAndVersion('ambassadorApiVersion', version)]],
  trafficSplitApiVersion: (version) => [['traffic-split-api-version', versionAlone('trafficSplitApiVersion', version)]],
  traefikApiVersion: (version) => {
    const [group] = groupAndVersion('traefikApiVersion', version).split('/');
    return [['traefik-api-group', group], ['traefik-api-version', version]];
  },
  awsVerifyTargetGroup: (verify) => [['aws-verify-target-group', verify]],
  awsTargetGroupBindingApiVersion: (version) => [
    ['aws-target-group-binding-api-version', groupAndVersion('awsTargetGroupBindingApiVersion', version)],
  ],
  selfServiceNotifications: (enabled) => [['self-service-notification-enabled', enabled]],
};

/** Flags that older versions do not know: with one of them the controller does not start. */
const SINCE: Readonly<Record<string, ArgoRolloutsVersion>> = {
  'enable-pprof-address': ArgoRolloutsVersion.V1_8,
  'alb-tag-key-resource-id': ArgoRolloutsVersion.V1_9,
  'aws-target-group-binding-api-version': ArgoRolloutsVersion.V1_9,
  'ephemeral-metadata-threads': ArgoRolloutsVersion.V1_9,
  'ephemeral-metadata-update-pod-retries': ArgoRolloutsVersion.V1_9,
  'metricsPort': ArgoRolloutsVersion.V1_9,
};

/** Flags that take one value each time they are given. */
const REPEATED = ['nginx-ingress-classes', 'alb-ingress-classes'];

/** Flags that the installation sets itself. */
const INSTALLED: Readonly<Record<string, string>> = { 'namespaced': 'scope', 'instance-id': 'instanceId', 'leader-elect': 'leaderElection' };

/**
 * The arguments of the controller for these settings.
 */
export function argumentsOf({ extraArgs = [], ...settings }: ControllerSettings, version: ArgoRolloutsVersion): string[] {
  const flags = (Object.keys(FLAGS) as Property[])
    .flatMap((property) => settings[property] === undefined ? [] : FLAGS[property](settings[property]).map((flag) => ({ flag, property })));
  const owners: Record<string, string> = { ...INSTALLED, ...Object.fromEntries(flags.map(({ flag: [name], property }) => [name, `settings.${property}`])) };
  for (const { flag: [name] } of flags) {
    checkKnown(name, version);
  }
  extraArgs.forEach((_, index) => checkExtra(extraArgs, index, owners, version));
  return [...flags.map(({ flag: [name, value] }) => `--${name}=${value}`), ...extraArgs];
}

function checkExtra(all: readonly string[], index: number, owners: Record<string, string>, version: ArgoRolloutsVersion) {
  const [, name, inline] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(all[index]) ?? [];
  if (name === undefined) {
    return;
  }
  checkKnown(name, version);
  const value = inline ?? all[index + 1] ?? '';
  if (REPEATED.includes(name) && value.includes(',')) {
    throw new Error(`--${name} takes one value, got the list "${value}", which it reads as a single name: repeat the flag, `
      + `as in ${value.split(',').map((one) => `--${name}=${one.trim()}`).join(' ')}`);
  }
  if (Object.hasOwn(owners, name)) {
    throw new Error(`--${name} is set by the property "${owners[name]}", got "${all[index]}" as an extra argument too: leave one of them out`);
  }
}

function checkKnown(flag: string, version: ArgoRolloutsVersion) {
  const since = Object.hasOwn(SINCE, flag) ? SINCE[flag] : undefined;
  if (since && !isSince(version, since)) {
    throw new Error(`--${flag} is known since version ${since}, got version ${version}, which does not start with it: leave it out or install ${since}`);
  }
}

function wholeNumber(property: string, value: number, least: number, most?: number): number {
  if (!Number.isInteger(value) || value < least || (most !== undefined && value > most)) {
    throw new Error(`${property} must be a whole number ${most === undefined ? `of at least ${least}` : `from ${least} to ${most}`}, got ${value}`);
  }
  return value;
}

function aboveZero(property: string, value: number): number {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new Error(`${property} must be a number above 0, got ${value}`);
  }
  return value;
}

function classesOf(property: string, classes: readonly string[]): readonly string[] {
  for (const name of classes) {
    if (name.includes(',')) {
      throw new Error(`${property} takes one class in each item, got "${name}": give ${JSON.stringify(name.split(',').map((one) => one.trim()))}`);
    }
  }
  return classes;
}

function versionAlone(property: string, version: string): string {
  if (!/^v\d\w*$/.test(version)) {
    throw new Error(`${property} is a version without its group, such as v1, got "${version}"`);
  }
  return version;
}

function groupAndVersion(property: string, version: string): string {
  if (!/^[a-z][a-z0-9.-]*\/v\d\w*$/.test(version)) {
    throw new Error(`${property} is a group and a version, such as traefik.io/v1alpha1, got "${version}"`);
  }
  return version;
}
