import { checked } from '../api/checked';
import { Authentication } from '../manifest/types';
import { AnalysisArgument } from './argument';

/**
 * OAuth 2 client credentials.
 */
export interface OAuth2Options {
  /**
   * Where a token is asked for.
   */
  readonly tokenUrl: string;

  /**
   * The client.
   */
  readonly clientId: string;

  /**
   * The client's secret, as an argument that reads it from a Secret: it is never part of a manifest.
   */
  readonly clientSecret: AnalysisArgument;

  /**
   * The scopes to ask for.
   *
   * @default - none
   */
  readonly scopes?: string[];
}

/**
 * AWS Signature Version 4, for Amazon Managed Service for Prometheus.
 */
export interface SigV4Options {
  /**
   * The region of the workspace.
   */
  readonly region: string;

  /**
   * A profile of the shared AWS configuration in the controller's pod.
   *
   * @default - the controller's own credentials
   */
  readonly profile?: string;

  /**
   * A role to assume.
   *
   * @default - none
   */
  readonly roleArn?: string;
}

/**
 * How a metric provider proves who it is.
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
   * AWS Signature Version 4. Prometheus only: a web metric with it is rejected, because the controller never signs those. It
   * also ignores it for addresses that are not an Amazon Managed Service for Prometheus workspace.
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
