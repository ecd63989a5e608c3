import { Bundle, Manifest } from '../manifest/bundle';

/** Where the workloads that a rollout can refer to have their pod template, and their API. */
const WORKLOADS: Record<string, { api: RegExp; template(workload: Manifest): any }> = {
  Deployment: { api: /^apps\//, template: ({ spec }) => spec?.template },
  ReplicaSet: { api: /^apps\//, template: ({ spec }) => spec?.template },
  PodTemplate: { api: /^v1$/, template: ({ template }) => template },
};

/** What a rollout's pods are made from, or nothing where that is a workload that is not in the bundle. */
export function podTemplate({ spec, metadata }: Manifest, bundle: Bundle): Record<string, any> | undefined {
  return spec?.workloadRef ? workloadTemplate(spec.workloadRef, metadata?.namespace, bundle) : spec?.template;
}

/** The labels of a rollout's pods, where it is known what they are made from. */
export function podLabels(rollout: Manifest, bundle: Bundle): Record<string, string> | undefined {
  const template = podTemplate(rollout, bundle);
  const labels = template?.metadata?.labels ?? {};
  return template && typeof labels === 'object' ? labels : undefined;
}

function workloadTemplate({ kind, name, apiVersion }: Record<string, any>, namespace: string | undefined, bundle: Bundle): any {
  const { api, template } = Object.hasOwn(WORKLOADS, kind) ? WORKLOADS[kind] : {};
  const workload = api?.test(apiVersion) ? bundle.find(kind, name, namespace) : undefined;
  const found = workload && api!.test(workload.apiVersion) ? template!(workload) : undefined;
  return typeof found === 'object' && found !== null ? found : undefined;
}
