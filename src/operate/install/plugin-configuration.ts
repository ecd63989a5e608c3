import { createHash } from 'crypto';
import { Yaml } from 'cdk8s';
import { InstallPlugin } from './plugin';
import { Release } from './releases';

/**
 * The content of the ConfigMap `argo-rollouts-config`: a list of plugins as text for each kind of them.
 */
export function pluginConfiguration(plugins: readonly InstallPlugin[], release: Release): Record<string, string> {
  plugins.forEach((plugin, index) => {
    checkSupported(plugin, release);
    checkOnce(plugin, plugins.slice(0, index));
  });
  const lists = [...new Set(plugins.map(({ _list }) => _list))].sort();
  return Object.fromEntries(lists.map((list) => [
    list, Yaml.stringify(plugins.filter(({ _list }) => _list === list).map((plugin) => plugin._toKube())),
  ]));
}

/**
 * Changes with the configuration, which the controller reads only when it starts.
 */
export function checksumOf(configuration: Record<string, string>): Record<string, string> {
  const checksum = createHash('sha256').update(JSON.stringify(configuration)).digest('hex');
  return { 'checksum/argo-rollouts-config': checksum };
}

function checkSupported({ _list, _options: { name, headersFromSecrets } }: InstallPlugin, release: Release) {
  if (release.stepPlugins) {
    return;
  }
  if (_list === 'stepPlugins') {
    throw new Error(`step plugins are known since version 1.8, got "${name}" with ${release.name}, which would not load it: install 1.8 or later`);
  }
  if (headersFromSecrets) {
    throw new Error(`headersFromSecrets is known since version 1.8, got it for plugin "${name}" with ${release.name}: install 1.8 or later`);
  }
}

/** The controller keeps one file for each name. */
function checkOnce({ _list, _options: { name, location } }: InstallPlugin, before: readonly InstallPlugin[]) {
  const other = before.find(({ _options }) => _options.name === name);
  if (other && (other._list === _list || other._options.location !== location)) {
    throw new Error(`a plugin is named once, got "${name}" at "${other._options.location}" and at "${location}": the second replaces the first. `
      + 'Leave one of them out, or rename it');
  }
}
