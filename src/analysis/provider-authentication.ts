import { checked } from '../api/checked';
import { Authentication } from '../manifest/types';
import { AnalysisArgument } from './argument';

/**
 * Options of `ProviderAuthentication.oauth2`.
 */
export interface OAuth2Options {
  /**
   * The URL that issues tokens.
   */
  readonly tokenUrl: string;

  /**
   * The id of the client.
   */
  readonly clientId: string;

  /**
   * The secret of the client, as an argument that reads it from a Secret. It is never part of a manifest.
   */
  readonly clientSecret: AnalysisArgument;

  /**
   * The requested scopes.
   *
   * @default - none
   */
  readonly scopes?: string[];
}

/**
 * Options of `ProviderAuthentication.sigv4`, for Amazon Managed Service for Prometheus.
 */
export interface SigV4Options {
  /**
   * The AWS region of the workspace.
   */
  readonly region: string;

  /**
   * A profile of the shared AWS configuration in the controller's pod.
   *
   * @default - the controller's own credentials
   */
  readonly profile?: string;

  /**
   * The ARN of a role to assume.
   *
   * @default - none
   */
  readonly roleArn?: string;
}

/**
 * How the controller authenticates at a metric provider.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 * @example
 * const secret = AnalysisArgument.secret('client-secret', kplus.Secret.fromSecretName(chart, 'Client', 'quality-client'), 'secret');
 * MetricProvider.web({
 *   url: 'https://quality.example/verdict',
 *   authentication: ProviderAuthentication.oauth2({ tokenUrl: 'https://login.example/token', clientId: 'rollouts', clientSecret: secret }),
 *   jsonPath: '{$.verdict}',
 * });
 */
@checked
export class ProviderAuthentication {
  /**
   * OAuth 2 client credentials.
   */
  public static oauth2(options: OAuth2Options): ProviderAuthentication {
    return new ProviderAuthentication({
      oauth2: {
        tokenUrl: options.tokenUrl,
        clientId: options.clientId,
        clientSecret: `${options.clientSecret}`,
        scopes: options.scopes,
      },
    }, [options.clientSecret]);
  }

  /**
   * AWS Signature Version 4, only for Prometheus. In a web metric it is an error, because the controller never signs web requests. The controller
   * also ignores it if the address is not an Amazon Managed Service for Prometheus workspace.
   *
   * @example
   * MetricProvider.prometheus({
   *   address: 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-0123',
   *   authentication: ProviderAuthentication.sigv4({ region: 'eu-central-1' }),
   *   query: 'sum(queue_length{namespace="shop"})',
   * });
   */
  public static sigv4(options: SigV4Options): ProviderAuthentication {
    return new ProviderAuthentication({ sigv4: { ...options } }, []);
  }

  private constructor(
    private readonly authentication: Authentication,
    /**
     * @internal
     */
    public readonly _arguments: AnalysisArgument[],
  ) {}

  /**
   * @internal
   */
  public _toKube(): Authentication {
    return this.authentication;
  }
}
