import { Duration } from 'cdk8s';
import { ISecret } from 'cdk8s-plus-28';
import { checked } from '../api/checked';
import { Argument as Declaration, RunArgument } from '../manifest/types';
import { goDuration } from '../synth/go-duration';
import { AnalysisUse } from './analysis-use';
import {
  DurationArgumentOptions, NumberArgumentOptions, problemOfDuration, problemOfNumber, problemOfText, TextArgumentOptions,
} from './argument-types';
import { ArgumentValue } from './argument-value';

/** What makes one argument different from another. */
interface ArgumentSource {
  /** Told in errors, and the same for two arguments that are filled alike. */
  readonly description: string;
  /** Whether it has no source of its own: it takes what another argument of its name has. */
  readonly isOpen?: boolean;
  readonly declare?: Partial<Declaration>;
  readonly supply?: (use: AnalysisUse) => Partial<RunArgument>;
  readonly asksForService?: boolean;
  readonly secret?: ISecret;
  /** What is wrong with a value of it, in words that follow its name. */
  readonly problemOf?: (value: string) => string | undefined;
}

/**
 * An argument of an analysis template, and the source of its value. A rollout that uses the template fills in everything that it knows about itself.
 * Each use of the template must give a value only to `required` arguments.
 *
 * Write the `placeholder` of the argument into a query, a condition, a URL, a header or the arguments of a container. Also add the argument to the
 * `arguments` option next to that text.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 * @example
 * const path = AnalysisArgument.withDefault('path', '/status');
 * const state = MetricProvider.web({ url: `https://shop.example${path.placeholder}`, jsonPath: '{$.state}', arguments: [path] });
 * const smoke = new AnalysisTemplate(chart, 'Smoke', {
 *   metadata: { name: 'smoke' },
 *   metrics: [new AnalysisMetric({ name: 'smoke', provider: state, successCondition: 'result == "ok"' })],
 * });
 * CanaryStep.analysis({ templates: [smoke], args: [path.value('/checkout/status')] });
 */
@checked
export class AnalysisArgument {
  /**
   * An argument whose value each use of the template must give, with `argument.value(...)`. Synth fails if a use does not give a value, and no other
   * template of the same analysis has a value for this name.
   */
  public static required(name: string): AnalysisArgument {
    return new AnalysisArgument(name, { description: 'given by the caller', isOpen: true });
  }

  /**
   * An argument with a default value. A use of the template can give another value, with `argument.value(...)`.
   */
  public static withDefault(name: string, value: string): AnalysisArgument {
    return new AnalysisArgument(name, { description: `"${value}" by default`, declare: { value } });
  }

  /**
   * A number. Each use of the template gives a value with `argument.numberValue(...)`, unless there is a default. Synth fails if the value is out of
   * range.
   *
   * @param name the name of the argument
   * @example
   * const most = AnalysisArgument.number('most-errors', { defaultValue: 0.01, minValue: 0, maxValue: 0.1 });
   * PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy: Threshold.atMostArgument(most) });
   */
  public static number(name: string, options: NumberArgumentOptions = {}): AnalysisArgument {
    return AnalysisArgument._typed(name, options.defaultValue?.toString(), (value) => problemOfNumber(value, options));
  }

  /**
   * A time. Each use of the template gives a value with `argument.durationValue(...)`, unless there is a default. It is written in the format of Go
   * and Prometheus, such as `1m30s`. So you can use it as an interval, and as the time range of a PromQL query. Synth fails if the value is out of
   * range.
   *
   * @param name the name of the argument
   * @example
   * const window = AnalysisArgument.duration('window', { defaultValue: Duration.minutes(5), maxValue: Duration.hours(1) });
   * const query = `sum(increase(dead_letters_total[${window.placeholder}]))`;
   */
  public static duration(name: string, options: DurationArgumentOptions = {}): AnalysisArgument {
    return AnalysisArgument._typed(name, goDuration(options.defaultValue), (value) => problemOfDuration(value, options));
  }

  /**
   * A text. Each use of the template gives a value with `argument.value(...)`, unless there is a default. Synth fails if the value is not one of the
   * allowed values.
   *
   * @param name the name of the argument
   */
  public static text(name: string, options: TextArgumentOptions = {}): AnalysisArgument {
    return AnalysisArgument._typed(name, options.defaultValue, (value) => problemOfText(value, options));
  }

  /**
   * One whose values are checked.
   *
   * @internal
   */
  public static _typed(name: string, defaultValue: string | undefined, problemOf: (value: string) => string | undefined): AnalysisArgument {
    const argument = new AnalysisArgument(name, {
      ...defaultValue === undefined ? { description: 'given by the caller', isOpen: true }
        : { description: `"${defaultValue}" by default`, declare: { value: defaultValue } },
      problemOf,
    });
    argument._assertFits(defaultValue);
    return argument;
  }

  /**
   * A value from a Secret in the rollout's namespace. It is read when a measurement starts, and is never part of a manifest.
   *
   * @param name the name of the argument
   * @param secret the Secret. Use `kplus.Secret.fromSecretName` for an existing one
   * @param key the key in the Secret
   * @example
   * const token = AnalysisArgument.secret('token', kplus.Secret.fromSecretName(chart, 'QualityToken', 'quality-token'), 'token');
   * MetricProvider.web({
   *   url: 'https://quality.example/verdict',
   *   headers: [{ name: 'Authorization', value: `Bearer ${token.placeholder}` }],
   *   jsonPath: '{$.verdict}',
   *   arguments: [token],
   * });
   */
  public static secret(name: string, secret: ISecret, key: string): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: `key "${key}" of secret "${secret.name}"`,
      declare: { valueFrom: { secretKeyRef: { name: secret.name, key } } },
      secret,
    });
  }

  /**
   * The pod-template hash of the new version. In an experiment it is the hash of the only template, or of the only template with the pods of the
   * canary.
   *
   * @param name the name of the argument, by default `latest-hash`
   */
  public static latestPodTemplateHash(name: string = 'latest-hash'): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: 'the latest pod-template hash',
      supply: (use) => use.podTemplateHash('Latest'),
    });
  }

  /**
   * The pod-template hash of the stable version. In an experiment it is the hash of the only template with the pods of the stable version.
   *
   * @param name the name of the argument, by default `stable-hash`
   */
  public static stablePodTemplateHash(name: string = 'stable-hash'): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: 'the stable pod-template hash',
      supply: (use) => use.podTemplateHash('Stable'),
    });
  }

  /**
   * The name of the rollout that uses the template.
   *
   * @param name the name of the argument, by default `rollout`
   */
  public static rolloutName(name: string = 'rollout'): AnalysisArgument {
    return AnalysisArgument.rolloutField(name, 'metadata.name');
  }

  /**
   * The namespace of the rollout that uses the template.
   *
   * @param name the name of the argument, by default `namespace`
   */
  public static rolloutNamespace(name: string = 'namespace'): AnalysisArgument {
    return AnalysisArgument.rolloutField(name, 'metadata.namespace');
  }

  /**
   * A label of the rollout that uses the template. Empty if the rollout does not have this label.
   *
   * @param name the name of the argument
   * @param label the key of the label
   */
  public static rolloutLabel(name: string, label: string): AnalysisArgument {
    return AnalysisArgument.rolloutField(name, `metadata.labels['${label}']`);
  }

  /**
   * A field of the rollout that uses the template.
   *
   * @param name the name of the argument
   * @param fieldPath the field, such as `metadata.annotations['team']` or `spec.template.spec.containers[0].image`
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
   */
  public static rolloutField(name: string, fieldPath: string): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: `the rollout's ${fieldPath}`,
      supply: (use) => use.rolloutField(fieldPath),
    });
  }

  /**
   * The name of the measured Service. In a canary this is the canary Service. In blue-green it is the preview Service before promotion, and the
   * active Service after promotion. In an experiment it is the Service of the new version's template.
   *
   * @param name the name of the argument, by default `service`
   */
  public static serviceName(name: string = 'service'): AnalysisArgument {
    return AnalysisArgument._byUse(name, 'the name of the service under measurement', (use) => use.measured().name, { asksForService: true });
  }

  /**
   * A port of the measured Service, see `serviceName`: the first port, or the port with the given name.
   *
   * @param name the name of the argument, by default `service-port`
   * @param portName the name of the port, by default the first port
   */
  public static servicePort(name: string = 'service-port', portName?: string): AnalysisArgument {
    const [which, supply] = portName === undefined ? ['port', (use: AnalysisUse) => `${use.measured().port}`] as const
      : [`port "${portName}"`, (use: AnalysisUse) => `${use.measured()._portNamed(portName)}`] as const;
    return AnalysisArgument._byUse(name, `the ${which} of the service under measurement`, supply, { asksForService: true });
  }

  /**
   * Filled by the library from where the template is used.
   *
   * @internal
   */
  public static _byUse(
    name: string, description: string, supply: (use: AnalysisUse) => string | undefined,
    { defaultValue, asksForService }: { defaultValue?: string; asksForService?: boolean } = {},
  ): AnalysisArgument {
    return new AnalysisArgument(name, {
      description,
      asksForService,
      declare: defaultValue === undefined ? {} : { value: defaultValue },
      supply: (use) => ({ value: supply(use) }),
    });
  }

  private constructor(
    /**
     * The name of the argument.
     */
    public readonly name: string,
    private readonly source: ArgumentSource,
    private readonly original?: AnalysisArgument,
  ) {}

  /**
   * The text that the controller replaces with the value: `{{args.name}}`. Write it into a text; this works in every language.
   */
  public get placeholder(): string {
    return `{{args.${this.name}}}`;
  }

  /**
   * The value for this argument in one use of the template. It is an error if the argument reads a Secret, or if the value is not allowed.
   */
  public value(value: string): ArgumentValue {
    if (this.source.declare?.valueFrom) {
      throw new Error(`argument "${this.name}" is ${this.source.description}: the controller ignores a value, and it would be in the manifest for all to read`);
    }
    this._assertFits(value);
    return ArgumentValue._ofArgument(this.original ?? this, value);
  }

  /**
   * The value for this argument in one use of the template, as a number.
   */
  public numberValue(value: number): ArgumentValue {
    return this.value(`${value}`);
  }

  /**
   * The value for this argument in one use of the template, as a time.
   */
  public durationValue(value: Duration): ArgumentValue {
    return this.value(goDuration(value));
  }

  /**
   * The `placeholder`, so you can write `${argument}` in TypeScript. This does not work in other languages.
   */
  public toString(): string {
    return this.placeholder;
  }

  /**
   * @internal
   */
  public get _description(): string {
    return this.source.description;
  }

  /**
   * Whether it needs the Services of the rollout to exist.
   *
   * @internal
   */
  public get _asksForService(): boolean {
    return this.source.asksForService ?? false;
  }

  /**
   * The Secret that it is read from.
   *
   * @internal
   */
  public get _secret(): ISecret | undefined {
    return this.source.secret;
  }

  /**
   * The same argument under another name.
   *
   * @internal
   */
  public _renamed(name: string): AnalysisArgument {
    return new AnalysisArgument(name, this.source, this.original ?? this);
  }

  /**
   * Whether a value is meant for it: one that was made of it, or has its name.
   *
   * @internal
   */
  public _isNamedBy(value: ArgumentValue): boolean {
    return value._argument === undefined ? value.name === this.name
      : value._argument === (this.original ?? this) || (!this.original && value.name === this.name);
  }

  /**
   * Throws where a value is none that it can have.
   *
   * @internal
   */
  public _assertFits(value: string | undefined) {
    const problem = value === undefined ? undefined : this.source.problemOf?.(value);
    if (problem) {
      throw new Error(`argument "${this.name}" ${problem}, got "${value}"`);
    }
  }

  /**
   * As an entry in the `args` of a run that no rollout starts.
   *
   * @internal
   */
  public _toOwnArgument(given: RunArgument | undefined): Declaration {
    if (given?.value !== undefined) {
      return { name: this.name, value: given.value };
    }
    if (given || !this.hasOwnValue) {
      const problem = given ? 'is read from a rollout, and there is none' : this._isOpen ? 'is required, and has no value'
        : `is ${this.source.description}, which only a rollout supplies`;
      throw new Error(`argument "${this.name}" ${problem}: give it one with "args", such as ArgumentValue.of('${this.name}', '…')`);
    }
    return this._toDeclaration();
  }

  /**
   * As an entry in the `args` of a template.
   *
   * @internal
   */
  public _toDeclaration(): Declaration {
    return { name: this.name, ...this.source.declare };
  }

  /**
   * As an entry in the `args` of a rollout's analysis; nothing where the declaration or the caller has the value.
   *
   * @internal
   */
  public _toRunArguments(use: AnalysisUse): RunArgument[] {
    const supplied = this.source.supply?.(use);
    return supplied && (supplied.valueFrom ?? supplied.value) !== undefined ? [{ name: this.name, ...supplied }] : [];
  }

  /** @internal */
  public get _isOpen(): boolean {
    return this.source.isOpen ?? false;
  }

  /**
   * Whether two arguments of one name can be in one analysis.
   *
   * @internal
   */
  public _agreesWith(other: AnalysisArgument, isGiven: boolean): boolean {
    return other._isOpen || other._description === this._description || isGiven && !(this.hasOwnValue && other.hasOwnValue);
  }

  private get hasOwnValue(): boolean {
    const { value, valueFrom } = this.source.declare ?? {};
    return (value ?? valueFrom) !== undefined;
  }
}
