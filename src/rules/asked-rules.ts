import { Bundle, Manifest } from '../manifest/bundle';
import { KeySet, keysOf, lookFor } from '../manifest/keys';
import { rememberedWith } from '../manifest/remembered';
import { Objection } from './finding';
import { within } from './objections';
import { ANY_KIND, Circumstances, Parts, Rule } from './rule';

/** What a rule says of an object. */
export interface Said {
  readonly rule: Rule;
  readonly objections: readonly Objection[];
}

/** Rules that look at the same parts. */
interface Group {
  readonly parts: Parts<unknown>;
  readonly rules: readonly Rule[];
}

const WHOLE: Parts<Manifest> = { of: (manifest) => [manifest] };

/**
 * Asks rules. Nearly always there is nothing to object to, so nearly all the time goes into finding whom and what to ask: most rules
 * are about fields that most objects do not have, and objects that have the same keys share the choice.
 */
export class AskedRules {
  private readonly kinds: ReadonlySet<string>;
  private readonly groupsOf = rememberedWith((present: KeySet, kind: string) => grouped(this.rules.filter(({ kinds, keys }) => {
    return (kinds.includes(kind) || kinds.includes(ANY_KIND)) && (!keys || present.hasAny(keys));
  })));

  constructor(private readonly rules: readonly Rule[]) {
    this.kinds = new Set(rules.flatMap(({ kinds }) => kinds));
    rules.forEach(({ keys = [] }) => lookFor(keys));
  }

  /** What the rules say of an object, in their order. */
  public ask(manifest: Manifest, bundle: Bundle, circumstances: Circumstances): readonly Said[] {
    const said: Said[] = [];
    const kind = this.kinds.has(manifest.kind) ? manifest.kind : ANY_KIND;
    for (const { parts, rules } of this.groupsOf(keysOf(manifest), kind)) {
      for (const part of parts.of(manifest, bundle)) {
        for (const rule of rules) {
          const objections = rule.check(part, bundle, circumstances, manifest);
          if (objections.length > 0) {
            said.push(place(rule, part, objections));
          }
        }
      }
    }
    return said.length < 2 ? said : said.sort((one, other) => this.rules.indexOf(one.rule) - this.rules.indexOf(other.rule));
  }
}

function place(rule: Rule, part: unknown, objections: readonly Objection[]): Said {
  return { rule, objections: rule.parts?.within ? within(rule.parts.within(part), objections) : objections };
}

function grouped(rules: readonly Rule[]): Group[] {
  const groups = new Map<Parts<unknown>, Rule[]>();
  for (const rule of rules) {
    const { parts = WHOLE } = rule;
    groups.set(parts, [...groups.get(parts) ?? [], rule]);
  }
  return [...groups].map(([parts, ofParts]) => ({ parts, rules: ofParts }));
}
