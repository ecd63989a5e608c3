import { ROUTER_PLUGIN } from '../../manifest/names';
import { ControllerLogFormat } from './controller-settings';
import { InstallPluginOptions } from './plugin-options';
import { PolicyRule } from './rbac';

/**
 * The processor architecture of the controller's nodes.
 */
export enum PluginArchitecture {
  /** Intel and AMD processors. */
  AMD64 = 'amd64',
  /** ARM processors. */
  ARM64 = 'arm64',
}

/**
 * Options of the Gateway API plugin.
 */
export interface GatewayApiPluginOptions {
  /**
   * The release, such as `v0.15.0`. Other formats are an error. Rollouts in the same app are checked against this release. For rollouts in other
   * apps, set `gatewayPluginVersion` of the checks.
   */
  readonly version: string;

  /**
   * The SHA-256 checksum of the plugin's program file: 64 hexadecimal digits in lower case.
   */
  readonly sha256: string;

  /**
   * The processor architecture of the nodes where the controller runs.
   *
   * @default PluginArchitecture.AMD64
   */
  readonly architecture?: PluginArchitecture;

  /**
   * The URL of the releases. It must have a folder for each version, with the files of that release.
   *
   * @default 'https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download'
   */
  readonly mirror?: string;

  /**
   * The format of the plugin's log.
   *
   * @default ControllerLogFormat.TEXT
   */
  readonly logFormat?: ControllerLogFormat;

  /**
   * How many requests per second it sends to the API server.
   *
   * @default 5
   */
  readonly qps?: number;

  /**
   * How many requests it may send at once before the limit `qps` applies.
   *
   * @default 10
   */
  readonly burst?: number;

  /**
   * Names of Secrets in the namespace of the controller. Each key becomes an HTTP header of the download, such as `Authorization`. Needs Argo
   * Rollouts 1.8: it is an error for an older version.
   *
   * @default - none
   */
  readonly headersFromSecrets?: string[];
}

const RELEASES = 'https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download';
const VERSION = /^v0\.(\d+)\.\d+$/;

/** The release from which on the file has its present name. */
const NAMED_SINCE = 4;

export function gatewayApiPlugin(options: GatewayApiPluginOptions): InstallPluginOptions {
  const { version, sha256, architecture = PluginArchitecture.AMD64, mirror = RELEASES, logFormat, qps, burst, headersFromSecrets } = options;
  const [, minor] = VERSION.exec(version) ?? [];
  if (minor === undefined) {
    throw new Error(`the version of the plugin of the Gateway API is written as v0.15.0, got "${version}"`);
  }
  const name = Number(minor) < NAMED_SINCE ? 'gateway-api-plugin' : 'gatewayapi-plugin';
  const given = [
    ...logFormat ? [`-logformat=${logFormat}`] : [],
    ...qps === undefined ? [] : [`-kubeClientQPS=${qps}`],
    ...burst === undefined ? [] : [`-kubeClientBurst=${burst}`],
  ];
  return {
    name: ROUTER_PLUGIN.gatewayApi,
    location: `${mirror.replace(/\/$/, '')}/${version}/${name}-linux-${architecture}`,
    sha256,
    headersFromSecrets,
    args: given.length > 0 ? given : undefined,
  };
}

/** Where the location tells a version. */
const VERSION_IN_LOCATION = /(?:^|[/:_-])v?0\.(\d+)\.\d+/;

/** Up to this release it remembers in a ConfigMap which routes it has made. */
const REMEMBERS_UP_TO = 12;

/**
 * What the plugin needs beside what the controller may do anyway, which is to read Services and ConfigMaps. A location that tells no version is taken for a newer one.
 *
 * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/en/latest/installation/#permissions
 */
export function gatewayApiRules(location: string): PolicyRule[] {
  const [, minor] = VERSION_IN_LOCATION.exec(location) ?? [];
  return [
    { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'], verbs: ['get', 'list', 'update'] },
    ...Number(minor) <= REMEMBERS_UP_TO ? [{ apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'update'] }] : [],
  ];
}
