import { Bundle, Manifest } from '../../manifest/bundle';
import { precedentOf } from '../../manifest/precedents';
import { remembered } from '../../manifest/remembered';
import { Objection } from '../rule/finding';
import { within } from '../rule/objections';
import { Circumstances, Rule, RuleFacts } from '../rule/rule';
import { Group, RuleChoice } from './rule-choice';
import { RulesLeft } from './rules-left';

/** What a rule says of an object. */
export interface Said {
  readonly rule: RuleFacts;
  readonly objections: readonly Objection[];
}

/**
 * Asks rules. Nearly always there is nothing to object to, so nearly all the time goes into finding whom and what to ask.
 */
export class AskedRules {
  private readonly leftBy = remembered((precedent: Manifest) => {
    return new RulesLeft(this.choice.groupsFor(precedent), precedent, this.bundle, this.circumstances);
  });

  constructor(private readonly choice: RuleChoice, private readonly bundle: Bundle, private readonly circumstances: Circumstances) {}

  /** What the rules say of an object, in their order. */
  public ask(manifest: Manifest): readonly Said[] {
    const precedent = precedentOf(manifest);
    const said = this.askGroups(precedent ? this.leftBy(precedent.manifest).of(manifest, precedent) : this.choice.groupsFor(manifest), manifest);
    const rules: readonly RuleFacts[] = this.choice.rules;
    return said.length < 2 ? said : said.sort((one, other) => rules.indexOf(one.rule) - rules.indexOf(other.rule));
  }

  /** Counts its loops, because it runs for each rule and part: until V8 has compiled it, iterators would cost more than most rules. */
  private askGroups(groups: readonly Group[], manifest: Manifest): Said[] {
    const said: Said[] = [];
    for (let group = 0; group < groups.length; group++) {
      const { parts, rules } = groups[group];
      const asked = parts.of(manifest, this.bundle);
      for (let part = 0; part < asked.length; part++) {
        for (let rule = 0; rule < rules.length; rule++) {
          const objections = rules[rule].check(asked[part], this.bundle, this.circumstances, manifest);
          if (objections.length > 0) {
            said.push(place(rules[rule], asked[part], objections));
          }
        }
      }
    }
    return said;
  }
}

function place(rule: Rule, part: unknown, objections: readonly Objection[]): Said {
  return { rule, objections: rule.parts?.within ? within(rule.parts.within(part), objections) : objections };
}
