import { Manifest } from '../../manifest/bundle';
import { KeySet, keysOf, lookFor } from '../../manifest/keys';
import { rememberedWith } from '../../manifest/remembered';
import { ANY_KIND, Parts, Rule } from '../rule/rule';

/** Rules that look at the same parts. */
export interface Group {
  readonly parts: Parts<unknown>;
  readonly rules: readonly Rule[];
}

const WHOLE: Parts<Manifest> = { of: (manifest) => [manifest] };

/**
 * Chooses the rules that could have something to say of an object: most are about fields that most objects do not have. Objects that have
 * the same keys share the choice.
 */
export class RuleChoice {
  private readonly kinds: ReadonlySet<string>;
  private readonly groupsOf = rememberedWith((present: KeySet, kind: string) => grouped(this.rules.filter(({ kinds, keys }) => {
    return (kinds.includes(kind) || kinds.includes(ANY_KIND)) && (!keys || present.hasAny(keys));
  })));

  constructor(public readonly rules: readonly Rule[]) {
    this.kinds = new Set(rules.flatMap(({ kinds }) => kinds));
    rules.forEach(({ keys = [] }) => lookFor(keys));
  }

  public groupsFor(manifest: Manifest): readonly Group[] {
    return this.groupsOf(keysOf(manifest), this.kinds.has(manifest.kind) ? manifest.kind : ANY_KIND);
  }
}

function grouped(rules: readonly Rule[]): Group[] {
  const groups = new Map<Parts<unknown>, Rule[]>();
  for (const rule of rules) {
    const { parts = WHOLE } = rule;
    groups.set(parts, [...groups.get(parts) ?? [], rule]);
  }
  return [...groups].map(([parts, ofParts]) => ({ parts, rules: ofParts }));
}
