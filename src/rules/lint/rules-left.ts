import { Bundle, Manifest } from '../../manifest/bundle';
import { lazily } from '../../manifest/lazily';
import { Path, valueAt } from '../../manifest/pointer';
import { firstOf, Precedent, precedentOf } from '../../manifest/precedents';
import { Circumstances, Parts, Rule } from '../rule/rule';
import { ITSELF, LookUp, placeIn, Recording } from './recording';
import { Group } from './rule-choice';

/** So often a manifest is a precedent before it pays to find out what the rules read of it. Of very few rules it never does. */
const OFTEN = 16;
const VERY_FEW = 3;

/** So many cases are kept to find the next one among them. */
const MOST_CASES = 8;

/**
 * For each template that rules looked up from the precedent: where the one that an object names in its place differs from it. Nothing, if
 * they are not alike, or only one of them is there.
 */
type OfTemplates = readonly (readonly Path[] | undefined)[];

/** What is left to ask where objects and their templates differ in the same places. */
interface Case {
  readonly differences: readonly Path[];
  readonly ofTemplates: OfTemplates;
  readonly groups: readonly Group[];
}

/** What is kept of a recording. All that it showed would be much. */
type Recorded = Pick<Recording, 'reads' | 'lookUps'>;

const NOWHERE: readonly Path[] = [];

/**
 * The rules that a precedent leaves to ask. Those that had nothing to say of it have nothing to say either of an object that differs from
 * it only in values that they never read.
 */
export class RulesLeft {
  private met = 0;
  private cases: readonly Case[] = [];
  private readonly often: number;
  private readonly recordings = lazily(() => new Map(this.groups.flatMap(({ parts, rules }) => {
    return rules.map((rule): [Rule, Recorded | undefined] => [rule, this.record(rule, parts)]);
  })));

  private readonly lookUps = lazily((): readonly LookUp[] => {
    return [...new Map([...this.recordings().values()].flatMap((recording) => recording ? [...recording.lookUps] : [])).values()];
  });

  constructor(
    private readonly groups: readonly Group[],
    private readonly precedent: Manifest,
    private readonly bundle: Bundle,
    private readonly circumstances: Circumstances,
  ) {
    this.often = groups.flatMap(({ rules }) => rules).length > VERY_FEW ? OFTEN : Infinity;
  }

  /** The rules to ask of an object of which it is the precedent. */
  public of(manifest: Manifest, { differences }: Precedent): readonly Group[] {
    if (++this.met < this.often) {
      return this.groups;
    }
    const ofTemplates = this.differencesOfTemplates(manifest);
    for (let index = 0; index < this.cases.length; index++) {
      const known = this.cases[index];
      if (known.differences === differences && known.ofTemplates.every((places, lookUp) => places === ofTemplates[lookUp])) {
        return known.groups;
      }
    }
    const groups = this.workOut(differences, ofTemplates);
    this.cases = [{ differences, ofTemplates, groups }, ...this.cases].slice(0, MOST_CASES);
    return groups;
  }

  private differencesOfTemplates(manifest: Manifest): OfTemplates {
    const owners = new Map([[ITSELF, manifest]]);
    const pairs = new Map([[this.precedent, manifest]]);
    return this.lookUps().map(({ id, owner, path, namespace, template }) => {
      const naming = owners.get(owner);
      const found = naming && this.bundle.templateOf(valueAt(naming, path), namespace);
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

  private workOut(differences: readonly Path[], ofTemplates: OfTemplates): readonly Group[] {
    const places = [
      ...differences.map((path) => placeIn(ITSELF, path)),
      ...this.lookUps().flatMap(({ id }, index) => (ofTemplates[index] ?? NOWHERE).map((path) => placeIn(id, path))),
    ];
    const unlike = this.lookUps().filter((_, index) => !ofTemplates[index]);
    const isLeft = (rule: Rule) => {
      const recording = this.recordings().get(rule);
      return !recording || places.some((place) => recording.reads.has(place)) || unlike.some(({ id }) => recording.lookUps.has(id));
    };
    return this.groups.map(({ parts, rules }) => ({ parts, rules: rules.filter(isLeft) })).filter(({ rules }) => rules.length > 0);
  }

  /** What a rule reads of the precedent, if it has nothing to say of that, whatever else is deployed. */
  private record(rule: Rule, parts: Parts<unknown>): Recorded | undefined {
    const recording = new Recording(this.bundle);
    const shown = recording.show(this.precedent);
    try {
      const isSilent = parts.of(shown, recording.bundle)
        .every((part) => rule.check(part, recording.bundle, this.circumstances, shown).length === 0);
      const { reads, lookUps, isWhole } = recording;
      return isSilent && isWhole ? { reads, lookUps } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Whether two objects can stand for each other: what is one object for the precedent must be one here, and what are two must be two. */
function isPair(pairs: ReadonlyMap<Manifest, Manifest>, ofPrecedent: Manifest, ofObject: Manifest): boolean {
  return pairs.has(ofPrecedent) ? pairs.get(ofPrecedent) === ofObject : [...pairs.values()].every((other) => other !== ofObject);
}
