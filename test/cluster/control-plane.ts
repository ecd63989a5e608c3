import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './api';
import { until } from './expect';
import { Processes } from './processes';

export const API_PORT = 16443;

const TOKENS = [
  ['admin', 'admin', 'system:masters'],
  ['manager', 'system:kube-controller-manager', ''],
  ['scheduler', 'system:kube-scheduler', ''],
];

/** Who asked for what, and what the answer was: of what runs in pods, not of the control plane itself. */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', userGroups: ['system:serviceaccounts:kube-system'] },
    { level: 'Metadata', userGroups: ['system:serviceaccounts'] },
  ],
};

/** Scenarios share them: 200 rollouts of one are not to keep the pods of another waiting. */
const UNHURRIED = { 'kube-api-qps': 500, 'kube-api-burst': 500 };

/** What the API server, etcd, the controllers and the scheduler were started with. */
export interface ControlPlane {
  readonly api: Api;
  readonly kubeconfig: string;
  readonly caFile: string;
  readonly auditLog: string;
}

/** A folder that nobody has used before. */
export async function startControlPlane(programs: string, folder: string, processes: Processes): Promise<ControlPlane> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const write = (name: string, text: string | object) => writeFileSync(file(name), typeof text === 'string' ? text : JSON.stringify(text));

  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  write('sa.pub', publicKey);
  write('sa.key', privateKey);
  write('tokens.csv', TOKENS.map(([token, user, group]) => `${token},${user},${user},"${group}"\n`).join(''));
  write('audit-policy.json', AUDIT_POLICY);
  for (const [token] of TOKENS) {
    write(`${token}.kubeconfig`, kubeconfig(token, file('apiserver.crt')));
  }

  const start = (name: string, args: Record<string, string | number | boolean>) => processes.start(name, join(programs, name), {
    args: Object.entries(args).map(([flag, value]) => `--${flag}=${value}`),
    env: { PATH: process.env.PATH, HOME: folder },
  });

  start('etcd', {
    'data-dir': file('etcd'),
    'listen-client-urls': 'http://127.0.0.1:2379',
    'advertise-client-urls': 'http://127.0.0.1:2379',
    'listen-peer-urls': 'http://127.0.0.1:2380',
    'initial-advertise-peer-urls': 'http://127.0.0.1:2380',
    'initial-cluster': 'default=http://127.0.0.1:2380',
    'unsafe-no-fsync': true,
    'log-level': 'warn',
  });
  start('kube-apiserver', {
    'etcd-servers': 'http://127.0.0.1:2379',
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': API_PORT,
    // makes a certificate for 127.0.0.1 that is its own authority
    'cert-dir': folder,
    'token-auth-file': file('tokens.csv'),
    'authorization-mode': 'RBAC',
    'anonymous-auth': false,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': file('sa.pub'),
    'service-account-signing-key-file': file('sa.key'),
    'service-cluster-ip-range': '10.96.0.0/16',
    'endpoint-reconciler-type': 'none',
    'audit-policy-file': file('audit-policy.json'),
    'audit-log-path': file('audit.log'),
    'audit-log-mode': 'blocking',
    'profiling': false,
  });

  let api: Api | undefined;
  await until('the API server is ready', async () => {
    try {
      api = new Api(API_PORT, file('apiserver.crt'), 'admin');
      return (await api.text('GET', '/readyz')).code === 200;
    } catch {
      return false;
    }
  }, 60_000);

  const connected = (token: string) => ({
    'kubeconfig': file(`${token}.kubeconfig`),
    'authentication-kubeconfig': file(`${token}.kubeconfig`),
    'authorization-kubeconfig': file(`${token}.kubeconfig`),
    'bind-address': '127.0.0.1',
    'leader-elect': false,
  });
  start('kube-controller-manager', {
    ...connected('manager'),
    ...UNHURRIED,
    'use-service-account-credentials': true,
    'service-account-private-key-file': file('sa.key'),
    'root-ca-file': file('apiserver.crt'),
    // what looks after nodes and disks has neither
    'controllers': '*,-node-ipam-controller,-node-lifecycle-controller,-persistentvolume-attach-detach-controller,-persistentvolume-binder-controller',
    'horizontal-pod-autoscaler-sync-period': '1s',
  });
  start('kube-scheduler', { ...connected('scheduler'), ...UNHURRIED });
  return { api: api!, kubeconfig: file('admin.kubeconfig'), caFile: file('apiserver.crt'), auditLog: file('audit.log') };
}

function kubeconfig(token: string, caFile: string): object {
  return {
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'test', cluster: { 'server': `https://127.0.0.1:${API_PORT}`, 'certificate-authority': caFile } }],
    'users': [{ name: 'test', user: { token } }],
    'contexts': [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  };
}
