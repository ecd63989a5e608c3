import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.plugin`.
 */
export interface PluginProviderOptions {
  /**
   * The name of the plugin, as `owner/name`. The controller must be configured with it: `InstallPlugin.metric`.
   */
  readonly name: string;

  /**
   * What the plugin is told, as its own documentation says.
   *
   * @default - nothing
   */
  readonly config?: any;

  /**
   * Where the number is in the plugin's result that `healthy` looks at, as an expression over `result`.
   *
   * @default - conditions find it by themselves
   */
  readonly numberExpression?: string;

  /**
   * The arguments whose placeholders are in these texts.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function pluginProvider({ name, config, numberExpression, arguments: args }: PluginProviderOptions): ProviderFragment {
  return {
    arguments: args,
    number: numberExpression === undefined ? undefined : { value: numberExpression },
    provider: { plugin: { [name]: config ?? {} } },
  };
}
