import { ISecret } from 'cdk8s-plus-28';
import { Argument as Declaration, RunArgument } from '../manifest/types';
import { AnalysisUse } from './analysis-use';

/**
 * An argument and the value that one use of a template gives it.
 */
export class ArgumentValue {
  /**
   * A value for an argument that is known by name only, because its template exists elsewhere.
   *
   * @param name the name of the argument, as the template declares it
   * @param value the value; numbers are written as text
   */
  public static of(name: string, value: string): ArgumentValue {
    return new ArgumentValue(name, value);
  }

  private constructor(
    /**
     * The name of the argument.
     */
    public readonly name: string,
    /**
     * Its value.
     */
    public readonly value: string,
  ) {}
}

/** What makes one argument different from another. */
interface ArgumentSource {
  /** Told in errors, and the same for two arguments that are filled alike. */
  readonly description: string;
  readonly declare?: Partial<Declaration>;
  readonly supply?: (use: AnalysisUse) => Partial<RunArgument>;
  readonly asksForService?: boolean;
}

/**
 * An argument of an analysis template, with the place its value comes from. A rollout that uses the template supplies
 * everything it knows about itself; only `required` arguments are left to whoever uses the template.
 *
 * Write it into a query, a URL or a container's arguments as text: `${argument}` is its placeholder.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 */
export class AnalysisArgument {
  /**
   * Given by each use of the template with `argument.value(...)`. Synth fails where a use leaves it out.
   */
  public static required(name: string): AnalysisArgument {
    return new AnalysisArgument(name, { description: 'given by the caller' });
  }

  /**
   * Has a value unless a use of the template gives another with `argument.value(...)`.
   */
  public static withDefault(name: string, value: string): AnalysisArgument {
    return new AnalysisArgument(name, { description: `"${value}" by default`, declare: { value } });
  }

  /**
   * Read from a Secret in the rollout's namespace when a measurement starts. The value is never part of a manifest.
   *
   * @param name the name of the argument
   * @param secret the Secret; `kplus.Secret.fromSecretName` for one that exists
   * @param key the key inside the Secret
   */
  public static secret(name: string, secret: ISecret, key: string): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: `key "${key}" of secret "${secret.name}"`,
      declare: { valueFrom: { secretKeyRef: { name: secret.name, key } } },
    });
  }

  /**
   * The pod-template hash of the new version.
   *
   * @param name the name of the argument, by default `latest-hash`
   */
  public static latestPodTemplateHash(name: string = 'latest-hash'): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: 'the latest pod-template hash',
      supply: () => ({ valueFrom: { podTemplateHashValue: 'Latest' } }),
    });
  }

  /**
   * The pod-template hash of the version that is being replaced.
   *
   * @param name the name of the argument, by default `stable-hash`
   */
  public static stablePodTemplateHash(name: string = 'stable-hash'): AnalysisArgument {
    return new AnalysisArgument(name, {
      description: 'the stable pod-template hash',
      supply: () => ({ valueFrom: { podTemplateHashValue: 'Stable' } }),
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
   * A label of the rollout that uses the template. Empty where the rollout has no such label.
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
      supply: () => ({ valueFrom: { fieldRef: { fieldPath } } }),
    });
  }

  /**
   * The name of the Service under measurement: the canary Service in a canary, before promotion the preview Service,
   * after promotion the active one.
   *
   * @param name the name of the argument, by default `service`
   */
  public static serviceName(name: string = 'service'): AnalysisArgument {
    return AnalysisArgument._byUse(name, 'the name of the service under measurement', (use) => use.measured().name, { asksForService: true });
  }

  /**
   * The first port of the Service under measurement.
   *
   * @param name the name of the argument, by default `service-port`
   */
  public static servicePort(name: string = 'service-port'): AnalysisArgument {
    return AnalysisArgument._byUse(name, 'the port of the service under measurement', (use) => `${use.measured().port}`, { asksForService: true });
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

  /**
   * The arguments of several parts of a template, or of several templates, each once.
   *
   * @internal
   */
  public static _union(argumentLists: readonly AnalysisArgument[][]): AnalysisArgument[] {
    const union = new Map<string, AnalysisArgument>();
    for (const argument of argumentLists.flat()) {
      const same = union.get(argument.name);
      if (same && same._description !== argument._description) {
        throw new Error(`analysis argument "${argument.name}" has two sources: ${same._description}, and ${argument._description}. `
          + 'Give one of them another name');
      }
      union.set(argument.name, same ?? argument);
    }
    return [...union.values()];
  }

  private constructor(
    /**
     * The name of the argument.
     */
    public readonly name: string,
    private readonly source: ArgumentSource,
  ) {}

  /**
   * The value that one use of the template gives to this argument.
   */
  public value(value: string): ArgumentValue {
    if (this.source.declare?.valueFrom) {
      throw new Error(`argument "${this.name}" is ${this.source.description}: the controller ignores a value, and it would be in the manifest for all to read`);
    }
    return ArgumentValue.of(this.name, value);
  }

  /**
   * The text that the controller replaces by the value: `{{args.name}}`.
   */
  public toString(): string {
    return `{{args.${this.name}}}`;
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
}
