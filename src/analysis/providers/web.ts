import { Duration } from 'cdk8s';
import { AnalysisArgument } from '../argument';
import { ProviderAuthentication } from '../provider-authentication';
import { ProviderFragment } from '../provider-fragment';

/**
 * A header of an HTTP request.
 */
export interface HttpHeader {
  /**
   * The name of the header.
   */
  readonly name: string;

  /**
   * Its value. A token belongs into a Secret: write the placeholder of an argument from `AnalysisArgument.secret`.
   */
  readonly value: string;
}

/**
 * Options of `MetricProvider.web`. Exactly one of `url` and `path` is needed.
 */
export interface WebProviderOptions {
  /**
   * The address to ask. The controller resolves it in its own namespace, so the name of a Service needs its namespace.
   *
   * @default - `path` of the Service under measurement
   */
  readonly url?: string;

  /**
   * A path of the Service under measurement: the canary Service in a canary, before promotion the preview Service, after
   * promotion the active one. Name, namespace and port are filled in.
   *
   * @default - `url`
   */
  readonly path?: string;

  /**
   * Ask the `path` with HTTPS. The certificate must be for `<service>.<namespace>.svc` and of an authority that the controller trusts, or `insecure` accepts any.
   * Only with `path`.
   *
   * @default false
   */
  readonly https?: boolean;

  /**
   * The name of the Service's port that the `path` is asked of. Only with `path`.
   *
   * @default - the first port
   */
  readonly portName?: string;

  /**
   * The arguments whose placeholders are in these texts. Those that are given as arguments, such as a client's secret, are known without it.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * The HTTP method, in upper case: GET, POST or PUT.
   *
   * @default 'GET'
   */
  readonly method?: string;

  /**
   * Headers of the request.
   *
   * @default - none
   */
  readonly headers?: HttpHeader[];

  /**
   * The body, as text. Not with GET, nor with `jsonBody`.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * The body, as JSON. Not with GET, nor with `body`.
   *
   * @default - none
   */
  readonly jsonBody?: any;

  /**
   * The part of the answer that becomes `result`, as a Kubernetes JSONPath such as `{$.status}`. An answer that is not
   * JSON succeeds without a look at any condition, so measure an endpoint that answers in JSON.
   *
   * @default '{$}'
   */
  readonly jsonPath?: string;

  /**
   * How long an answer may take, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * Accept any certificate.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Proof of identity: only OAuth 2.
   *
   * @default - none
   */
  readonly authentication?: ProviderAuthentication;
}

export function webProvider(options: WebProviderOptions): ProviderFragment {
  const { url, path, https, portName, method, headers, body, jsonBody, jsonPath, timeout, insecure, authentication } = options;
  if ((url === undefined) === (path === undefined)) {
    throw new Error('a web metric needs exactly one of "url" and "path"');
  }
  if (path !== undefined && !path.startsWith('/')) {
    throw new Error(`the path of a web metric starts with a slash, got "${path}"`);
  }
  if (path === undefined && (https ?? portName) !== undefined) {
    throw new Error(`"${https === undefined ? 'portName' : 'https'}" of a web metric belongs to "path": write it into the "url"`);
  }
  const port = portName === undefined ? AnalysisArgument.servicePort() : AnalysisArgument.servicePort(`service-port-${portName}`, portName);
  const service = [AnalysisArgument.serviceName(), AnalysisArgument.rolloutNamespace(), port];
  const [name, namespace] = service;
  return {
    arguments: [...path === undefined ? [] : service, ...options.arguments ?? [], ...authentication?._arguments ?? []],
    number: { value: 'result' },
    provider: {
      web: {
        url: url ?? `${https ? 'https' : 'http'}://${name}.${namespace}.svc:${port}${path}`,
        method,
        headers: headers?.map((header) => ({ key: header.name, value: header.value })),
        body,
        jsonBody,
        jsonPath,
        timeoutSeconds: timeout?.toSeconds(),
        insecure,
        authentication: authentication?._toKube(),
      },
    },
  };
}
