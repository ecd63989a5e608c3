import { ApiObject, Chart } from 'cdk8s';
import { groupOf } from '../manifest/api-group';

const charts = new WeakSet<Chart>();
let toJsonIsWrapped = false;

/** What the controller begins with as soon as it is there. */
const BEGINNING = ['Rollout', 'Experiment'];

/**
 * Has a chart render its Rollouts and Experiments after everything else. A Service or route that is applied later than a Rollout is missing at first,
 * and a route loses what the controller has added to it; an Experiment whose template is missing at first has ended in an error.
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
      return charts.has(this) && !hasDependants(this) ? [...manifests.filter((one) => !begins(one)), ...manifests.filter(begins)] : manifests;
    };
  }
}

/** Whether something has to come after a Rollout or Experiment of its chart: then the order is the one of cdk8s, which knows all dependencies. */
function hasDependants(chart: Chart): boolean {
  const objects = chart.node.findAll().filter((node) => ApiObject.isApiObject(node) && Chart.of(node) === chart) as ApiObject[];
  const beginning = new Set<unknown>(objects.filter(begins));
  return objects.some((object) => !beginning.has(object) && object.node.dependencies.some((needed) => beginning.has(needed)));
}

function begins(object: Pick<ApiObject, 'apiVersion' | 'kind'>): boolean {
  return BEGINNING.includes(object.kind) && groupOf(object) === 'argoproj.io';
}
