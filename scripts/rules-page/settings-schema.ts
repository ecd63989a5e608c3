import { GATEWAY_PLUGIN_VERSIONS } from '../../src/reading/gateway-plugin';
import { TARGET_VERSIONS } from '../../src/reading/target-version';
import { Severity } from '../../src/rules/rule/finding';
import { FACTS } from '../../src/rules/rules';

/** What an editor is told about the settings file: its keys, and every rule with what it is for. */
export function settingsSchema(): string {
  const levels = ['off', Severity.WARNING, Severity.ERROR];
  const rules = [...FACTS.values()].map(({ id, severity, why }) => [id, { description: `${why}. Without a word here: ${severity}`, enum: levels }]);
  return `${JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of cdk8s-argo-rollouts lint',
    type: 'object',
    additionalProperties: false,
    properties: {
      rules: { description: 'How the findings of a rule count', type: 'object', additionalProperties: false, properties: Object.fromEntries(rules) },
      strict: { description: 'Count warnings as errors', type: 'boolean', default: false },
      strictReferences: { description: 'Whatever an object names must be among what is checked', type: 'boolean', default: false },
      targetVersion: {
        description: 'The release of Argo Rollouts that will handle the manifests. Without it, that of the controller among them, or the newest',
        enum: TARGET_VERSIONS,
      },
      gatewayPluginVersion: {
        description: 'The release of the plugin for the Gateway API. Without it, the one that the controller among the manifests fetches, or the newest',
        enum: GATEWAY_PLUGIN_VERSIONS,
      },
    },
  }, undefined, 2)}\n`;
}
