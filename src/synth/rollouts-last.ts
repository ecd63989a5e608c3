import { ApiObject, Chart } from 'cdk8s';
import { groupOf } from '../manifest/api-group';

const charts = new WeakSet<Chart>();
let toJsonIsWrapped = false;

/**
 * Has a chart render its Rollouts after everything else. The controller begins with a Rollout as soon as it is there: a Service or
 * route that is applied later is missing at first, and a route loses what the controller has added to it.
 *
 * On the prototype, as the other languages of jsii call it there.
 */
export function renderRolloutsLast(chart: Chart): void {
  charts.add(chart);
  if (!toJsonIsWrapped) {
    toJsonIsWrapped = true;
    const toJson = Chart.prototype.toJson;
    Chart.prototype.toJson = function (this: Chart) {
      const manifests: ApiObject[] = toJson.call(this);
      return charts.has(this) && !hasDependants(this) ? [...manifests.filter((one) => !isRollout(one)), ...manifests.filter(isRollout)] : manifests;
    };
  }
}

/** Whether something has to come after a Rollout of its chart: then the order is the one of cdk8s, which knows all dependencies. */
function hasDependants(chart: Chart): boolean {
  const objects = chart.node.findAll().filter((node) => ApiObject.isApiObject(node) && Chart.of(node) === chart) as ApiObject[];
  const rollouts = new Set<unknown>(objects.filter(isRollout));
  return objects.some((object) => !rollouts.has(object) && object.node.dependencies.some((needed) => rollouts.has(needed)));
}

function isRollout(object: Pick<ApiObject, 'apiVersion' | 'kind'>): boolean {
  return object.kind === 'Rollout' && groupOf(object) === 'argoproj.io';
}
