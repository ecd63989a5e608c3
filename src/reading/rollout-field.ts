import { Manifest } from '../manifest/bundle';
import { valueAt } from '../manifest/pointer';

const SUBSCRIPT = /^metadata\.(labels|annotations)\['(.*)'\]$/s;

/** Where a rollout begins; what it has later, an autoscaler or the controller decides. */
const CHANGING = /^(status|spec\.replicas)\b/;

/** The text that a field of a rollout gives to an argument, where the manifest says it. */
export function rolloutField(rollout: Manifest, field: string): string | undefined {
  const [, map, key] = SUBSCRIPT.exec(field) ?? [];
  const value = CHANGING.test(field) ? undefined : valueAt(rollout, map !== undefined ? ['metadata', map, key] : field.split(/[.[\]]+/).filter(Boolean));
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
