import { checked } from '../../api/checked';
import { BundleEntry, Manifest } from '../../manifest/bundle';
import { isTooDeep } from '../../manifest/depth';
import { asHelmWrites } from '../../manifest/helm';
import { objectsIn } from '../../manifest/objects';
import { Finding, Severity } from '../rule/finding';
import { FACTS } from '../rules';
import { lint } from './lint';
import { readSettings, Settings } from './settings';

/** What cdk8s-cli gives to a validation, as far as this one uses it. */
interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata: Record<string, string>): void;
  };
  parseManifest(path: string): unknown[];
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: { resourceName: string; locations: string[]; manifestPath: string }[];
}

/**
 * Options of `LintValidation`: the `properties` of the validation in `cdk8s.yaml`.
 */
export interface LintValidationProps {
  /**
   * The level of each rule, by its id: `off`, `warning` or `error`.
   *
   * @default - the level of the rule
   */
  readonly rules?: Record<string, string>;

  /**
   * Treat warnings as errors.
   *
   * @default false
   */
  readonly strict?: boolean;

  /**
   * The minor release of Argo Rollouts that handles the manifests, such as `v1.8`. From `v1.7` to `v1.10`. Fields that this release does not support
   * are errors.
   *
   * @default - the release of the controller in the manifests; without one, the newest
   */
  readonly targetVersion?: string;

  /**
   * The minor release of the Gateway API plugin that moves the traffic, such as `v0.11`. From `v0.1` to `v0.15`.
   *
   * @default - the release of the plugin in the manifests; without one, the newest
   */
  readonly gatewayPluginVersion?: string;

  /**
   * Treat it as an error if a Service, a template or a route that the app refers to is not in the app.
   *
   * @default false - it is a warning, and only if the app has other objects of this kind
   */
  readonly strictReferences?: boolean;
}

/**
 * Checks the output of a cdk8s app. It is used as one of the `validations` of cdk8s-cli. It also checks charts without constructs of this library.
 *
 * Add it to `cdk8s.yaml`. Then `cdk8s synth` runs it:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/cdk8s-argo-rollouts
 *     version: 0.1.0
 *     class: LintValidation
 *     properties:
 *       strict: true
 * ```
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
@checked
export class LintValidation {
  private readonly settings: Settings;

  constructor(props: LintValidationProps = {}) {
    this.settings = readSettings(props);
  }

  /**
   * Checks all manifests of an app together, and reports the findings. cdk8s-cli calls this method.
   *
   * @param context the manifests, and the report for the findings
   */
  public async validate(context: any): Promise<void> {
    const { manifests, report }: ValidationContext = context;
    const entries = manifests.flatMap((path) => entriesOf(path, context));
    const findings = lint(entries, this.settings);
    violationsOf(findings, resourceNames(entries)).forEach((violation) => report.addViolation(violation));
    const [errors, warnings] = [Severity.ERROR, Severity.WARNING].map((wanted) => findings.filter(({ severity }) => severity === wanted).length);
    report.submit(errors > 0 ? 'failure' : 'success', { Objects: String(entries.length), Errors: String(errors), Warnings: String(warnings) });
  }
}

function entriesOf(path: string, context: ValidationContext): BundleEntry[] {
  const documents = context.parseManifest(path);
  const objects = documents.flatMap((document) => isTooDeep(document) ? { manifest: document as Manifest } : objectsIn(asHelmWrites(document)));
  return objects.map(({ manifest }) => ({ manifest, origin: path, together: path }));
}

/**
 * cdk8s-cli looks up the construct of a resource by its name alone, and of several with one name it knows only the last.
 * So a name that is not unique gets its kind and namespace before it: rather no construct than the wrong one.
 */
function resourceNames(entries: readonly BundleEntry[]): (entry: BundleEntry) => string {
  const count = new Map<string, number>();
  for (const { manifest } of entries) {
    count.set(manifest.metadata?.name, (count.get(manifest.metadata?.name) ?? 0) + 1);
  }
  return ({ manifest: { kind, metadata } }) => count.get(metadata?.name) === 1
    ? metadata.name
    : [kind, metadata?.namespace, metadata?.name].filter((part) => part).join('/');
}

/** What is the same for several resources is one violation. */
function violationsOf(findings: readonly Finding[], nameOf: (entry: BundleEntry) => string): Violation[] {
  const violations = new Map<string, Violation>();
  for (const { rule, severity, message, pointer, entry } of findings) {
    const key = `${rule} ${severity} ${message}`;
    const violation = violations.get(key) ?? {
      ruleName: rule,
      recommendation: FACTS.get(rule)!.why,
      fix: severity === Severity.WARNING ? `(warning) ${message}` : message,
      violatingResources: [],
    };
    violations.set(key, violation);
    violation.violatingResources.push({ resourceName: nameOf(entry), locations: [pointer], manifestPath: entry.origin as string });
  }
  return [...violations.values()];
}
