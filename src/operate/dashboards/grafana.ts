import type { Dashboard, FieldConfig, FieldConfigSource, Panel, RowPanel, ValueMapping, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/** One of Grafana's types as it is in JSON: texts instead of enums, and without the marks that tell the types apart. */
type Json<T> = unknown extends T ? T
  : T extends string ? `${T}`
    : T extends ReadonlyArray<infer Item> ? ReadonlyArray<Json<Item>>
      : T extends object ? { readonly [Key in keyof T as T[Key] extends () => void ? never : Key]: Json<T[Key]> }
        : T;

type FieldsOf<Custom> = Json<Omit<FieldConfigSource, 'defaults'>> & {
  readonly defaults: Json<Omit<FieldConfig, 'custom'>> & { readonly custom?: Json<Custom> };
};

type ViewOf<Type extends string, Options, Custom> = {
  readonly type: Type;
  readonly options: Json<Options>;
  readonly fieldConfig: FieldsOf<Custom>;
};

/** How a panel shows what its queries return. */
export type GrafanaView =
  | ViewOf<'stat', stat.Options, never>
  | ViewOf<'state-timeline', statetimeline.Options, statetimeline.FieldConfig>
  | ViewOf<'table', table.Options, table.FieldConfig>
  | ViewOf<'timeseries', timeseries.Options, timeseries.FieldConfig>;

export type GrafanaOverrides = Json<FieldConfigSource['overrides']>;
export type GrafanaMapping = Json<ValueMapping>;
export type GrafanaQuery = Json<Dataquery>;
export type GrafanaVariable = Json<VariableModel>;

export type GrafanaPanel = Json<Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'>> & GrafanaView & {
  readonly id: number;
  readonly gridPos: NonNullable<Panel['gridPos']>;
  readonly targets: readonly GrafanaQuery[];
};
export type GrafanaRow = Json<Omit<RowPanel, 'panels'>> & { readonly panels: readonly GrafanaPanel[] };
export type GrafanaDashboard = Json<Omit<Dashboard, 'panels'>> & { readonly panels: ReadonlyArray<GrafanaPanel | GrafanaRow> };
