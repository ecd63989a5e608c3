import { createHash } from 'crypto';
import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { settingsFor } from '../monitoring/settings';
import { DashboardOptions } from './dashboard-options';
import { GrafanaDashboard, GrafanaVariable } from './grafana';
import { layOut } from './layout';
import { Section } from './panel';
import { readable } from './readable';

const TAG = 'argo-rollouts';

/** A menu on every dashboard. */
const OTHER_DASHBOARDS = {
  type: 'dashboards',
  title: 'Argo Rollouts',
  tags: [TAG],
  icon: 'external link',
  tooltip: '',
  asDropdown: true,
  targetBlank: false,
  includeVars: false,
  keepTime: true,
} as const;

const UID = /^[a-zA-Z0-9_-]{1,40}$/;

/** Of a ConfigMap, with some room for the name of the file. */
const MOST_BYTES = 1024 * 1024 - 256;

/** What a dashboard is about. */
export interface DashboardContent {
  readonly title: string;
  /** Choices on the dashboard, beside that of the data source. */
  readonly variables?: readonly GrafanaVariable[];
  readonly sections: readonly Section[];
}

/**
 * The ConfigMap with a dashboard. Grafana's sidecar writes all of them into one folder, so the name of the file has to be as unique as the uid.
 */
export function dashboardConfigMap(
  scope: Construct, metadata: ApiObjectMetadata, options: DashboardOptions, content: (uid: string) => DashboardContent,
) {
  const settings = settingsFor(scope);
  const { uid, folder = settings.dashboardFolder, dataSource = settings.dashboardDataSource } = options;
  const selectorLabels = options.selectorLabels ?? settings.dashboardSelectorLabels ?? { grafana_dashboard: '1' };
  if (uid !== undefined && !UID.test(uid)) {
    throw new Error(`[${scope.node.path}] "uid" must have 1 to 40 letters, digits, "-" and "_", got "${uid}"`);
  }
  const configMap: ApiObject = apiObject(scope, 'Resource', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...metadata,
      ...options.metadata,
      labels: { ...selectorLabels, ...options.metadata?.labels },
      annotations: { ...folder !== undefined ? { grafana_folder: folder } : {}, ...options.metadata?.annotations },
    },
    data: Lazy.any({ produce: () => toData(uid ?? uidOf(configMap), { ...options, dataSource }, content) }),
  });
}

/** Namespace and name are part of it as they are, or by their hash where they are too long or have dots. */
function uidOf({ name, metadata: { namespace } }: ApiObject): string {
  const known = namespace === undefined ? name : `${namespace}_${name}`;
  return UID.test(known) ? known : `${name.replaceAll('.', '-').slice(0, 31)}-${createHash('sha256').update(known).digest('hex').slice(0, 8)}`;
}

function toData(uid: string, options: DashboardOptions, content: (uid: string) => DashboardContent): Record<string, string> {
  const json = `${readable(toGrafana(uid, options, content(uid)))}\n`;
  if (Buffer.byteLength(json) > MOST_BYTES) {
    throw new Error(`a dashboard must have at most ${MOST_BYTES} bytes, as a ConfigMap has, got ${Buffer.byteLength(json)}: `
      + 'make several with fewer rollouts each');
  }
  return { [`${uid}.json`]: json };
}

function toGrafana(uid: string, { title, dataSource }: DashboardOptions, content: DashboardContent): GrafanaDashboard {
  return {
    uid,
    title: title ?? content.title,
    tags: [TAG],
    // of Grafana 11; later releases translate it for themselves
    schemaVersion: 39,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    links: [OTHER_DASHBOARDS],
    annotations: { list: [] },
    templating: { list: [dataSourceVariable(dataSource), ...content.variables ?? []] },
    panels: layOut(content.sections),
  };
}

function dataSourceVariable(chosen?: string): GrafanaVariable {
  return {
    type: 'datasource',
    name: 'datasource',
    label: 'Data source',
    query: 'prometheus',
    current: chosen === undefined ? undefined : { text: chosen, value: chosen },
  };
}
