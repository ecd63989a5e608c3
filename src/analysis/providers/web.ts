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
   * The value of the header. Keep a token in a Secret, and write the placeholder of an `AnalysisArgument.secret` here.
   */
  readonly value: string;
}

/**
 * Options of `MetricProvider.web`. Set exactly one of `url` and `path`.
 */
export interface WebProviderOptions {
  /**
   * The URL of the request. The controller resolves it in its own namespace, so the name of a Service must include its namespace.
   *
   * @default - `path` of the measured Service
   */
  readonly url?: string;

  /**
   * A path of the measured Service. In a canary this is the canary Service. In blue-green it is the preview Service before promotion, and the active
   * Service after promotion. The rollout fills in name, namespace and port.
   *
   * @default - `url`
   */
  readonly path?: string;

  /**
   * Use HTTPS for `path`. The certificate must be for `<service>.<namespace>.svc`, and from an authority that the controller trusts. With `insecure`
   * any certificate is accepted. Only with `path`.
   *
   * @default false
   */
  readonly https?: boolean;

  /**
   * The name of the Service's port that `path` is requested from. Only with `path`.
   *
   * @default - the first port
   */
  readonly portName?: string;

  /**
   * The arguments whose placeholders are in these options. You need not list arguments that are given directly, such as the secret of an OAuth 2
   * client.
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
   * The body, as text. Not with GET, and not together with `jsonBody`.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * The body, as JSON. Not with GET, and not together with `body`.
   *
   * @default - none
   */
  readonly jsonBody?: any;

  /**
   * The part of the answer that becomes `result`, as a Kubernetes JSONPath such as `{$.status}`. Use an endpoint that answers with JSON: any other
   * answer is a success, and the conditions are not checked.
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
   * Do not verify the certificate of the server.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * How the controller authenticates. Only OAuth 2.
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
