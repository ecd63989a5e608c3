import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct, IValidation } from 'constructs';
import { BundleEntry } from '../manifest/bundle';
import { isTooDeep } from '../manifest/depth';
import { foreignTexts } from '../manifest/helm';
import { lint } from '../rules/lint/lint';
import { Settings, severityOf } from '../rules/lint/settings';
import { Finding, Violation, Severity } from '../rules/rule/finding';
import { HELM_ESCAPED, OBJECT_IS_SHALLOW, TOO_DEEP } from '../rules/rule/input-facts';
import { RuleFacts } from '../rules/rule/rule';
import { isSuppressed } from '../rules/rule/suppression';
import { escapeIfAsked, needsEscape } from './helm-output';
import { settingsAt } from './lint-settings';
import { RenderedApp } from './rendered-app';

const checks = new WeakMap<IConstruct, AppCheck | undefined>();
const newer = new WeakMap<ApiObject, () => readonly string[]>();
let synthIsWrapped = false;

/**
 * Puts the app of a construct under the checks. Calling it again for the same app changes nothing.
 */
export function checkOnSynth(scope: IConstruct): void {
  const app = App.of(scope);
  if (!checks.has(app)) {
    checks.set(app, new AppCheck(app));
  }
  if (!synthIsWrapped) {
    synthIsWrapped = true;
    wrapSynth('synth');
    wrapSynth('synthYaml');
  }
}

/**
 * Has something of a construct checked whenever the rest is, which is once a synth. What it says is reported by the construct.
 */
export function alsoCheck(construct: IConstruct, validate: () => string[]): void {
  checkOnSynth(construct);
  checks.get(App.of(construct))?.alsoCheck(construct, validate);
}

/** Something that is found of an object when all are rendered, and that no manifest shows. */
export interface Look {
  readonly object: ApiObject;
  readonly facts: RuleFacts;
  find(rendered: RenderedApp): readonly Violation[];
}

/**
 * Has an object looked at whenever the rest is checked. What is found is a finding like that of a rule, with settings and suppressions.
 */
export function alsoFind(look: Look): void {
  checkOnSynth(look.object);
  checks.get(App.of(look.object))?.alsoFind(look);
}

/**
 * Says in which parts of an object there may be fields of a newer release than we know.
 */
export function mayBeNewer(object: ApiObject, places: () => readonly string[]): void {
  newer.set(object, places);
}

/**
 * Leaves an app unchecked. There to measure what the checks cost.
 */
export function leaveUnchecked(app: App): void {
  checks.set(app, undefined);
}

/**
 * Lets the check of an app know when a synth begins and ends. On the prototype, because there a subclass's
 * `super.synth()` finds it, and so does an app in any other language of jsii.
 */
function wrapSynth(method: 'synth' | 'synthYaml') {
  const original = App.prototype[method] as (this: App) => string & void;
  App.prototype[method] = function (this: App) {
    const check = checks.get(this);
    return escapeIfAsked(this, check ? check.during(() => original.call(this)) : original.call(this));
  };
}

/**
 * The check of one app: it renders every object once, judges them together, and lets each construct
 * report its own findings, because cdk8s prefixes a message with the path of the construct that returned it.
 *
 * cdk8s runs all validations once a synth and once more for every chart, and has no hook around a synth.
 * So the two methods that write everything are wrapped: while one of them runs, the verdict holds and
 * the rendered objects are handed on to the output. Outside of them (`Testing.synth`, `chart.toJson`)
 * every call checks anew.
 */
class AppCheck implements IValidation {
  private readonly findings = new Map<IConstruct, string[]>();
  private readonly reporting = new WeakSet<IConstruct>();
  private readonly kept: ApiObject[] = [];
  private readonly looks: Look[] = [];
  private readonly others: { readonly construct: IConstruct; readonly validate: () => string[] }[] = [];
  private insideSynth = false;
  private checked = false;

  constructor(private readonly app: App) {
    app.node.addValidation(this);
  }

  public alsoCheck(construct: IConstruct, validate: () => string[]) {
    this.others.push({ construct, validate });
  }

  public alsoFind(look: Look) {
    this.looks.push(look);
  }

  public during<T>(synth: () => T): T {
    this.insideSynth = true;
    this.checked = false;
    try {
      return synth();
    } finally {
      this.insideSynth = false;
      this.kept.splice(0).forEach(renderAgain);
    }
  }

  /** The root is the first that cdk8s validates, so every construct's findings are known when its turn comes. */
  public validate(): string[] {
    if (!(this.insideSynth && this.checked)) {
      this.check();
    }
    return [];
  }

  private check() {
    this.findings.clear();
    this.others.forEach(({ construct, validate }) => this.askOther(construct, validate));
    const objects = this.app.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
    const entries = objects.flatMap((object) => this.render(object));
    const settings = new Map<IConstruct, Settings>();
    const settingsOf = ({ origin }: BundleEntry) => settingsAt(origin as ApiObject, settings);
    const found = [
      ...lint(entries, settingsOf), ...this.look(entries, settingsOf), ...needsEscape(this.app) ? unescaped(entries, settingsOf) : [],
    ].map(forgiveNewer);
    for (const finding of found.filter(({ severity }) => severity === Severity.ERROR)) {
      this.report(ownerOf(finding.entry.origin as ApiObject), describe(finding));
    }
    warn(found.filter(({ severity }) => severity === Severity.WARNING));
    if (this.insideSynth) {
      this.keep(entries);
    }
    this.checked = true;
  }

  private look(entries: readonly BundleEntry[], settingsOf: (entry: BundleEntry) => Settings): Finding[] {
    const rendered = new RenderedApp(entries);
    return this.looks.flatMap(({ object, facts, find }) => {
      const entry = rendered.entryOf(object);
      const severity = entry && !isSuppressed(entry.manifest, facts.id) ? severityOf(facts, settingsOf(entry)) : undefined;
      return severity ? find(rendered).map((violation) => ({ ...violation, rule: facts.id, severity, entry: entry! })) : [];
    });
  }

  private askOther(construct: IConstruct, validate: () => string[]) {
    try {
      validate().forEach((message) => this.report(construct, message));
    } catch (error) {
      this.report(construct, reason(error as Error));
    }
  }

  private render(object: ApiObject): BundleEntry[] {
    try {
      return [{ manifest: object.toJson(), origin: object, together: Chart.of(object) }];
    } catch (error) {
      this.reportThrown(ownerOf(object), OVERFLOW.test((error as Error).message) ? describe(TOO_DEEP_FINDING) : reason(error as Error));
      return [];
    }
  }

  /**
   * The output takes each manifest once, so that nobody gets what someone else has changed. An object that has a method
   * of its own already, as an override in another language is, keeps that.
   */
  private keep(entries: readonly BundleEntry[]) {
    for (const { manifest, origin } of entries) {
      const object = origin as ApiObject;
      if (!Object.hasOwn(object, 'toJson')) {
        this.kept.push(object);
        object.toJson = () => {
          renderAgain(object);
          return manifest;
        };
      }
    }
  }

  /** What names a construct is reported of that, and once, however many objects ask it for something. */
  private reportThrown(owner: IConstruct, message: string) {
    const [, path = '', text = message] = /^\[([^\]]+)\] (.*)$/s.exec(message) ?? [];
    const named = path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), this.app);
    if (!named || !this.findings.get(named)?.includes(text)) {
      this.report(named ?? owner, named ? text : message);
    }
  }

  private report(owner: IConstruct, message: string) {
    this.findings.set(owner, [...this.findings.get(owner) ?? [], message]);
    if (!this.reporting.has(owner)) {
      this.reporting.add(owner);
      owner.node.addValidation({ validate: () => this.findings.get(owner) ?? [] });
    }
  }
}

function renderAgain(object: ApiObject) {
  delete (object as Partial<ApiObject>).toJson;
}

/**
 * A field that we do not know, and that a user patched in or wrote as in YAML, may be one that a newer release brings: it is a warning. The
 * patches are private to cdk8s; without them the finding stays what it is.
 */
function forgiveNewer(finding: Finding): Finding {
  const object = finding.entry.origin as ApiObject;
  const { patches = [] } = object as unknown as { patches?: { _toJson(): { path: string } }[] };
  const places = [...patches.map((patch) => patch._toJson().path), ...newer.get(object)?.() ?? []];
  const isInside = places.some((place) => `${finding.pointer}/`.startsWith(`${place}/`));
  return finding.rule === 'schema-unknown-field' && isInside ? { ...finding, severity: Severity.WARNING } : finding;
}

/** What Helm could not read, in an app that writes the templates of a chart. */
function unescaped(entries: readonly BundleEntry[], settingsOf: (entry: BundleEntry) => Settings): Finding[] {
  return entries.flatMap((entry) => {
    const severity = severityOf(HELM_ESCAPED, settingsOf(entry));
    return severity && !isTooDeep(entry.manifest) ? foreignTexts(entry.manifest).map(({ pointer, text }) => ({
      rule: HELM_ESCAPED.id,
      severity,
      entry,
      pointer,
      message: `Helm cannot read ${text}, and this app writes templates of a Helm chart: call HelmTemplates.escape(app) before it is synthesized`,
    })) : [];
  });
}

/** The construct a user wrote: an ApiObject named `Resource` is the inside of its parent. */
function ownerOf(object: ApiObject): IConstruct {
  return object.node.id === 'Resource' ? object.node.scope! : object;
}

/** Of an object that is far too deep not even cdk8s makes a manifest. */
const OVERFLOW = /Maximum call stack size exceeded/;
const TOO_DEEP_FINDING = { rule: OBJECT_IS_SHALLOW.id, pointer: '', message: TOO_DEEP };

function describe({ rule, pointer, message }: Pick<Finding, 'rule' | 'pointer' | 'message'>): string {
  return `${pointer ? `${pointer}: ` : ''}${message} (${rule})`;
}

function warn(findings: Finding[]) {
  for (const finding of findings) {
    process.stderr.write(`warning: [${ownerOf(finding.entry.origin as ApiObject).node.path}] ${describe(finding)}\n`);
  }
}

/** cdk8s wraps what went wrong in the object's path, which the report already carries. */
function reason(error: Error): string {
  return error.message.replace(/^Failed serializing construct at path '.*' with name '.*?': (Error: )?/, '');
}
