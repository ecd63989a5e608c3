import { Bundle, Manifest } from '../manifest/bundle';
import { PLUGIN_CONFIG } from '../manifest/names';
import { valueAt } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

export const PLUGIN_LISTS = ['trafficRouterPlugins', 'stepPlugins', 'metricProviderPlugins'] as const;

export type PluginList = typeof PLUGIN_LISTS[number];

export function isPluginConfig({ kind, metadata }: Manifest): boolean {
  return kind === 'ConfigMap' && metadata.name === PLUGIN_CONFIG;
}

export function pluginText({ data }: Manifest, list: PluginList): string {
  const text: unknown = valueAt(data, [list]);
  return typeof text === 'string' ? text : '';
}

const NAME = /\bname["']?\s*:\s*["']?([^\s"',}#]+)/g;

/** What is filled in later. */
export const OPEN = /\{\{|\$/;

/** Whatever is called a name in a list: its plugins, and maybe more. A list that nobody knows yet, or that is not in the bundle, is left out. */
export const configuredPlugins = remembered(({ manifests }: Bundle): Map<PluginList, Set<string>> => {
  const configs = manifests.filter(isPluginConfig);
  const texts = PLUGIN_LISTS.map((list) => ({ list, text: configs.map((config) => pluginText(config, list)).join('\n') }));
  return new Map(texts.filter(({ text }) => configs.length > 0 && !OPEN.test(text))
    .map(({ list, text }) => [list, new Set([...text.matchAll(NAME)].map(([, name]) => name))]));
});
