import { checked } from '../api/checked';
import { ROUTER_PLUGIN } from '../manifest/names';
import { Referred } from '../synth/same-namespace';
import { ObjectReference } from './object-reference';
import {
  ConsulPluginOptions, ContourPluginOptions, GlooEdgePluginOptions, GlooObjectSelector, GlooPlatformPluginOptions, OpenShiftPluginOptions,
} from './traffic-plugin-options';

/** What a plugin is told, where names may only be known later. */
interface Plugin {
  readonly name: string;
  readonly needsNoServices?: boolean;
  config(): Record<string, any>;
  referred?(): (Referred | undefined)[];
}

/**
 * A controller plugin that moves traffic, and its configuration. The controller must have this plugin: see `InstallPlugin.trafficRouter`.
 *
 * @example
 * new PluginTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   plugin: TrafficPlugin.contour({ httpProxies: [ObjectReference.fromName('api')] }),
 * });
 */
@checked
export class TrafficPlugin {
  /**
   * Any plugin.
   *
   * @param name the name of the plugin in the configuration of the controller, such as `acme/router`
   * @param config the configuration of the plugin for this rollout, as in YAML
   * @example
   * TrafficPlugin.of('acme/router', { route: 'api' });
   */
  public static of(name: string, config: Record<string, any> = {}): TrafficPlugin {
    return new TrafficPlugin({ name, config: () => config });
  }

  /**
   * Contour, with HTTPProxies. It supports weights only.
   *
   * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-contour
   */
  public static contour(options: ContourPluginOptions): TrafficPlugin {
    return ofRoutes(ROUTER_PLUGIN.contour, 'httpProxies', 'HTTPProxy', options.httpProxies);
  }

  /**
   * Consul, with a ServiceSplitter and a ServiceResolver. It separates the versions by an annotation of the pod template, so each version must have a
   * different value. It needs no Services. It supports weights only.
   *
   * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-consul
   * @example
   * TrafficPlugin.consul({ serviceName: 'api', stableSubsetName: 'stable', canarySubsetName: 'canary' });
   */
  public static consul(options: ConsulPluginOptions): TrafficPlugin {
    const { serviceName, stableSubsetName, canarySubsetName, serviceMetaAnnotationSuffix } = options;
    return new TrafficPlugin({
      name: ROUTER_PLUGIN.consul,
      needsNoServices: true,
      config: () => ({ serviceName, stableSubsetName, canarySubsetName, serviceMetaAnnotationSuffix }),
    });
  }

  /**
   * Gloo Edge. It supports weights only.
   *
   * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-glooedge
   * @example
   * TrafficPlugin.glooEdge({ routeTable: { name: 'api' }, routes: ['primary'] });
   */
  public static glooEdge(options: GlooEdgePluginOptions): TrafficPlugin {
    const { routeTable, virtualService, routes } = options;
    if ((routeTable === undefined) === (virtualService === undefined)) {
      throw new Error(`Gloo Edge needs one of "routeTable" and "virtualService", got ${routeTable ? 'both' : 'neither'}`);
    }
    if (virtualService && !virtualService.name) {
      throw new Error('the "virtualService" of Gloo Edge needs a name: the plugin finds none by labels');
    }
    checkSelects('routeTable', routeTable);
    return new TrafficPlugin({ name: ROUTER_PLUGIN.glooEdge, config: () => ({ routeTable, virtualService, routes }) });
  }

  /**
   * Gloo Platform, with RouteTables. It supports weights and header routes.
   *
   * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-glooplatform
   * @example
   * TrafficPlugin.glooPlatform({ routeTableSelector: { labels: { app: 'api' } } });
   */
  public static glooPlatform(options: GlooPlatformPluginOptions): TrafficPlugin {
    const { routeTableSelector, routeSelector } = options;
    checkSelects('routeTableSelector', routeTableSelector);
    return new TrafficPlugin({ name: ROUTER_PLUGIN.glooPlatform, config: () => ({ routeTableSelector, routeSelector }) });
  }

  /**
   * OpenShift, with Routes. It supports weights only.
   *
   * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-openshift
   * @example
   * TrafficPlugin.openShift({ routes: [ObjectReference.fromName('api')] });
   */
  public static openShift(options: OpenShiftPluginOptions): TrafficPlugin {
    return ofRoutes(ROUTER_PLUGIN.openShift, 'routes', 'Route', options.routes);
  }

  /**
   * @internal
   */
  public static _of(plugin: Plugin): TrafficPlugin {
    return new TrafficPlugin(plugin);
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _plugin: Plugin,
  ) {}
}

function ofRoutes(name: string, field: string, kind: string, routes: readonly ObjectReference[]): TrafficPlugin {
  if (routes.length === 0) {
    throw new Error(`plugin ${name} needs an object of kind ${kind} in "${field}", got an empty list`);
  }
  return TrafficPlugin._of({
    name,
    config: () => ({ [field]: routes.map((route) => route._nameOf(kind)) }),
    referred: () => routes.map((route) => route._referredOf(kind)),
  });
}

function checkSelects(field: string, selector: GlooObjectSelector | undefined) {
  if (selector && !selector.name && Object.keys(selector.labels ?? {}).length === 0) {
    throw new Error(`"${field}" needs a name or labels, got neither`);
  }
}
