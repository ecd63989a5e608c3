import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.plugin`.
 */
export interface PluginProviderOptions {
  /**
   * The name of the plugin, as `owner/name`. The controller must be configured with this plugin: see `InstallPlugin.metric`.
   */
  readonly name: string;

  /**
   * The configuration of this metric, as described in the documentation of the plugin.
   *
   * @default - nothing
   */
  readonly config?: any;

  /**
   * An expression with the variable `result` that gives the number to compare with `healthy`.
   *
   * @default - none: use conditions instead of `healthy`
   */
  readonly numberExpression?: string;

  /**
   * The arguments whose placeholders are in these options.
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
