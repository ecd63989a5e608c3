import { Bundle, Manifest } from '../manifest/bundle';
import { lazily } from '../manifest/lazily';
import { Path } from '../manifest/pointer';
import { Precedent, precedentOf } from '../manifest/precedents';
import { firstOf, ITSELF, Lead, placeIn, Recording } from './recording';
import { Circumstances, Parts, Rule } from './rule';
import { Group } from './rule-choice';

/** So often a manifest is a precedent, and so many rules have been asked, before it pays to find out what they read. */
const OFTEN = 12;
const MANY_RULES = 4;

/** So many cases are kept to look for the next one among them. */
const MOST_CASES = 8;

/** Where the templates differ from the precedent's to which an object leads. Nothing for one that is not even like that. */
type OfTemplates = readonly (readonly Path[] | undefined)[];

/** What is left to ask where objects and their templates differ in the same places. */
interface Case {
  readonly differences: readonly Path[];
  readonly ofTemplates: OfTemplates;
  readonly groups: readonly Group[];
}

const NOWHERE: readonly Path[] = [];
const NO_TEMPLATES: OfTemplates = [];

/**
 * The rules that a precedent settles: those that have nothing to say of it. They have nothing to say either of an object that differs
 * from it only in values that they do not read.
 */
export class Settled {
  private met = 0;
  private readonly often: number;
  private cases: readonly Case[] = [];
  private readonly leads = new Map<string, Lead>();
  private readonly recordings = lazily(() => new Map(this.groups.flatMap(({ parts, rules }) => {
    return rules.map((rule): [Rule, Recording | undefined] => [rule, this.record(rule, parts)]);
  })));

  constructor(
    private readonly groups: readonly Group[],
    private readonly precedent: Manifest,
    private readonly bundle: Bundle,
    private readonly circumstances: Circumstances,
  ) {
    this.often = groups.flatMap(({ rules }) => rules).length < MANY_RULES ? Infinity : OFTEN;
  }

  /** The rules that are left to ask of an object. */
  public left(manifest: Manifest, { differences }: Precedent): readonly Group[] {
    if (++this.met < this.often) {
      return this.groups;
    }
    this.recordings();
    const ofTemplates = this.leads.size === 0 ? NO_TEMPLATES : this.differencesOfTemplates(manifest);
    for (let index = 0; index < this.cases.length; index++) {
      const before = this.cases[index];
      if (before.differences === differences && before.ofTemplates.every((places, lead) => places === ofTemplates[lead])) {
        return before.groups;
      }
    }
    return this.add({ differences, ofTemplates, groups: this.groupsLeft(differences, ofTemplates) }).groups;
  }

  private add(one: Case): Case {
    this.cases = [one, ...this.cases].slice(0, MOST_CASES);
    return one;
  }

  private differencesOfTemplates(manifest: Manifest): OfTemplates {
    const owners = new Map([[ITSELF, manifest]]);
    const pairs = new Map([[this.precedent, manifest]]);
    return [...this.leads.values()].map(({ id, owner, path, namespace, template }) => {
      const naming = owners.get(owner);
      const found = naming && this.bundle.templateOf(path.reduce((outer, step) => outer[step], naming), namespace);
      if (!naming || !template || !found) {
        return naming && !template && !found ? NOWHERE : undefined;
      }
      if (firstOf(found) !== firstOf(template) || !isPair(pairs, template, found)) {
        return undefined;
      }
      owners.set(id, found);
      pairs.set(template, found);
      return precedentOf(found)?.differences ?? NOWHERE;
    });
  }

  private groupsLeft(differences: readonly Path[], ofTemplates: OfTemplates): readonly Group[] {
    const leads = [...this.leads.values()];
    const places = [
      ...differences.map((path) => placeIn(ITSELF, path)),
      ...leads.flatMap(({ id }, index) => (ofTemplates[index] ?? NOWHERE).map((path) => placeIn(id, path))),
    ];
    const lost = leads.filter((_, index) => !ofTemplates[index]);
    const isLeft = (rule: Rule) => {
      const recording = this.recordings().get(rule);
      return !recording || places.some((place) => recording.reads.has(place)) || lost.some((lead) => recording.leads.has(lead));
    };
    return this.groups.map(({ parts, rules }) => ({ parts, rules: rules.filter(isLeft) })).filter(({ rules }) => rules.length > 0);
  }

  /** What a rule reads of the precedent, if it has nothing to say of that, whatever else is deployed. */
  private record(rule: Rule, parts: Parts<unknown>): Recording | undefined {
    const recording = new Recording(this.bundle, this.leads);
    const shown = recording.show(this.precedent);
    try {
      const isSilent = parts.of(shown, recording.bundle)
        .every((part) => rule.check(part, recording.bundle, this.circumstances, shown).length === 0);
      return isSilent ? recording : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Whether two objects can stand for each other: what is one object there must be one here, and what are two must be two. */
function isPair(pairs: ReadonlyMap<Manifest, Manifest>, there: Manifest, here: Manifest): boolean {
  return pairs.has(there) ? pairs.get(there) === here : [...pairs.values()].every((other) => other !== here);
}
