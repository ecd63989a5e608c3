import { Bundle, Manifest } from '../../manifest/bundle';
import { PLUGIN_CONFIG } from '../../manifest/names';
import { Path, pointer, valueAt } from '../../manifest/pointer';
import { configuredPlugins, isPluginConfig, OPEN, PLUGIN_LISTS, PluginList, pluginText } from '../../reading/plugin-config';
import { ROUTING } from '../../reading/routers';
import { walk } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

interface Use {
  readonly list: PluginList;
  readonly name: string;
  readonly path: Path;
}

function usesIn(manifest: Manifest): Use[] {
  return [
    ...Object.keys(valueAt(manifest, [...ROUTING, 'plugins']) ?? {}).map((name): Use => ({ list: 'trafficRouterPlugins', name, path: [...ROUTING, 'plugins', name] })),
    ...walk(manifest).flatMap(({ step, index }): Use[] => !step.plugin ? []
      : [{ list: 'stepPlugins', name: String(step.plugin.name), path: ['spec', 'strategy', 'canary', 'steps', index, 'plugin', 'name'] }]),
  ];
}

const pluginConfigured: Rule = {
  id: 'plugin-configured',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller knows the plugins of its configuration only, and with another one no step completes',
  check(manifest: Manifest, bundle: Bundle): Violation[] {
    return usesIn(manifest).flatMap(({ list, name, path }) => {
      const names = configuredPlugins(bundle).get(list);
      return !names || names.has(name) || OPEN.test(name) ? [] : [{
        pointer: pointer(...path),
        message: `ConfigMap "${PLUGIN_CONFIG}" has no plugin "${name}" in ${list}, it has: ${[...names].join(', ') || 'none'}`,
      }];
    });
  },
};

const COMMENT_OR_BLANK = /^\s*(#.*)?$/;
const LIST = /^\s*(-|\[|(null|~)?\s*$)/;
const FIRST_NAME = /^\s*- +name: *["']?([^\s"'#]+)["']? *$/gm;
const LOCATION = /^\s*(?:- +)?location: *["']?([^\s"'#]+)["']? *$/gm;
const PLUGIN_NAME = /^[a-zA-Z0-9-]+\/[\w.-]+$/;

function problems(text: string): string[] {
  const first = text.split('\n').find((line) => !COMMENT_OR_BLANK.test(line)) ?? '';
  const names = [...text.matchAll(FIRST_NAME)].map(([, name]) => name).filter((name) => !PLUGIN_NAME.test(name) && !OPEN.test(name));
  const locations = [...text.matchAll(LOCATION)].map(([, location]) => location).filter((location) => !/^(https?|file):/.test(location) && !OPEN.test(location));
  return [
    ...LIST.test(first) || OPEN.test(first) ? [] : [`plugins are a list in YAML, got ${JSON.stringify(first)}`],
    ...names.map((name) => `a plugin is named as "owner/name", got "${name}"`),
    ...locations.map((location) => `the location of a plugin begins with https://, http:// or file://, got "${location}"`),
  ];
}

const pluginsLoad: Rule = {
  id: 'plugins-load',
  stage: 'startup',
  severity: Severity.ERROR,
  kinds: ['ConfigMap'],
  why: 'the controller does not start with plugins that it cannot read or fetch',
  check: (config: Manifest) => !isPluginConfig(config) ? [] : PLUGIN_LISTS.flatMap((list) => problems(pluginText(config, list)).map((message) => ({ pointer: pointer('data', list), message }))),
};

export const PLUGIN_RULES: readonly Rule[] = [pluginConfigured, pluginsLoad];
