import { Bundle, Manifest } from '../manifest/bundle';
import { ROUTER_PLUGIN } from '../manifest/names';
import { placesOf } from '../manifest/pointer';
import { isPluginConfig, pluginText } from './plugin-config';

export const GATEWAY_PLUGIN = ROUTER_PLUGIN.gatewayApi;

/** The plugin of the Gateway API that will move traffic. */
export interface GatewayPlugin {
  /** 15 for 0.15. There has been no other major version. */
  readonly minor: number;
  /** Whether somebody said so, or an installation does: it is the newest that is known otherwise. */
  readonly isSaid: boolean;
}

const NEWEST = 15;

/** The releases that manifests can be checked for, oldest first. */
export const GATEWAY_PLUGIN_VERSIONS: readonly string[] = Array.from({ length: NEWEST }, (_, index) => `v0.${index + 1}`);

/** A version as a user wrote it. Throws at what is none. */
export function readGatewayPluginVersion(written: unknown): GatewayPlugin {
  const minor = GATEWAY_PLUGIN_VERSIONS.indexOf(String(written)) + 1;
  if (minor === 0) {
    throw new Error(`"gatewayPluginVersion" is a version from v0.1 to v0.${NEWEST}, got ${JSON.stringify(written)}`);
  }
  return { minor, isSaid: true };
}

/** Where the plugin is fetched from, as a file or as an image. */
const LOCATIONS = [/gateway-?api[^\s"']*[/:_-]v?0\.(\d+)\.\d+/gi, /[/_-]v?0\.(\d+)\.\d+[^\s"']*gateway-?api/gi];

/** The plugin that is configured or mounted for a controller among the manifests; the newest, if several are. */
export function installedGatewayPlugin({ entries }: Bundle): GatewayPlugin {
  const texts = entries.flatMap(({ manifest }) => isPluginConfig(manifest) ? [pluginText(manifest, 'trafficRouterPlugins')] : imagesOf(manifest));
  const minors = texts.flatMap((text) => LOCATIONS.flatMap((location) => [...text.matchAll(location)].map(([, minor]) => Number(minor))));
  return minors.length > 0 ? { minor: Math.max(...minors), isSaid: true } : { minor: NEWEST, isSaid: false };
}

const IMAGES = ['initContainers[].image', 'containers[].image', 'volumes[].image.reference'].map((field) => `spec.template.spec.${field}`);

function imagesOf(manifest: Manifest): string[] {
  return manifest.kind !== 'Deployment' ? [] : IMAGES.flatMap((field) => placesOf(manifest, field)).map(({ value }) => String(value));
}
