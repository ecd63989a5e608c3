import { Duration } from 'cdk8s';
import { ControllerLogFormat, ControllerLogLevel, ControllerSettings } from '../../../src';
import { argumentsOf } from '../../../src/operate/install/controller-arguments';
import { ArgoRolloutsVersion, NEWEST, RELEASES } from '../../../src/operate/install/releases';
import { Check } from './check';
import { askRelease } from './oracle';
import { GO } from './tool';

const EVERY_SETTING: Required<ControllerSettings> = {
  logLevel: ControllerLogLevel.INFO,
  logFormat: ControllerLogFormat.TEXT,
  kubernetesLogLevel: 0,
  rolloutThreads: 1,
  experimentThreads: 1,
  analysisThreads: 1,
  serviceThreads: 1,
  ingressThreads: 1,
  ephemeralMetadataThreads: 1,
  qps: 1,
  burst: 1,
  resync: Duration.minutes(1),
  leaderElectionLeaseDuration: Duration.seconds(15),
  leaderElectionRenewDeadline: Duration.seconds(10),
  leaderElectionRetryPeriod: Duration.seconds(2),
  nginxIngressClasses: ['nginx'],
  albIngressClasses: ['alb'],
  istioApiVersion: 'v1',
  ambassadorApiVersion: 'getambassador.io/v3alpha1',
  trafficSplitApiVersion: 'v1alpha1',
  traefikApiVersion: 'traefik.io/v1alpha1',
  awsVerifyTargetGroup: true,
  awsTargetGroupBindingApiVersion: 'eks.amazonaws.com/v1',
  selfServiceNotifications: true,
  extraArgs: [],
};

/** With a flag that it does not know the controller does not start. */
export const flagsAreTheControllers: Check = {
  name: 'flags',
  needs: [GO],
  run: () => {
    const flagsOf = (version: ArgoRolloutsVersion) => askRelease<string[]>(RELEASES[version].name, 'flags');
    const newest = flagsOf(NEWEST);
    const set = argumentsOf(EVERY_SETTING, NEWEST).map((argument) => argument.replace(/^--([\w-]+)=.*$/, '$1'));
    return [
      { name: 'every setting is a flag of the newest controller', problems: set.filter((flag) => !newest.includes(flag)).map((flag) => `--${flag} is no flag`) },
      ...Object.values(ArgoRolloutsVersion).map((version) => ({
        name: `the flags of version ${version} are known from those that came later`,
        problems: differences(version, newest, flagsOf(version)),
      })),
    ];
  },
};

function differences(version: ArgoRolloutsVersion, all: readonly string[], theirs: readonly string[]): string[] {
  return [
    ...theirs.filter((flag) => !all.includes(flag)).map((flag) => `--${flag} is gone since`),
    ...all.filter((flag) => isKnown(flag, version) !== theirs.includes(flag)).map((flag) => `--${flag} is ${theirs.includes(flag) ? 'refused' : 'accepted'}`),
  ];
}

function isKnown(flag: string, version: ArgoRolloutsVersion): boolean {
  try {
    argumentsOf({ extraArgs: [`--${flag}`] }, version);
    return true;
  } catch (error) {
    return !(error as Error).message.includes('is known since version');
  }
}
