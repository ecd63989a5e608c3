import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Set where we are inside. */
const INSIDE = 'CDK8S_ARGO_ROLLOUTS_CLUSTER';

/**
 * A network that has a loopback and nothing else, and what is mounted there is seen nowhere else. What was started there ends with
 * the first process, however that ends.
 */
const NAMESPACES = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Rights of root inside, for those who are not root outside. */
const AS_USER = ['--map-root-user'];

/** Addresses of pods and Services: one process answers for all of them. */
const LOCAL_NETWORKS = ['10.244.0.0/16', '10.96.0.0/16'];

export function isInside(): boolean {
  return process.env[INSIDE] !== undefined;
}

/** What this machine lacks, in words. Go has nothing to do where all is built. */
export function missing(built: boolean): string[] {
  const has = (command: string) => spawnSync(command, ['--version']).error === undefined;
  const tools = [
    ...built ? [] : [['go', 'Go, which builds the programs: https://go.dev/dl']],
    ['prometheus', 'Prometheus (Debian: apt-get install --no-install-recommends prometheus)'],
    ['unshare', 'unshare, of util-linux: the cluster runs on Linux'],
    ['ip', 'ip (Debian: apt-get install iproute2)'],
  ].filter(([command]) => !has(command)).map(([, words]) => words);
  if (tools.length > 0 || allowed() !== undefined) {
    return tools;
  }
  return ['the right to make a network namespace: run it as root, or where users may (sysctl kernel.unprivileged_userns_clone=1)'];
}

function allowed(): string[] | undefined {
  return [[], AS_USER].find((more) => spawnSync('unshare', [...NAMESPACES, ...more, 'true']).status === 0);
}

/** Runs this program once more, inside. Whoever wants to look can come in by the process. */
export function enter(args: readonly string[], tellHow: (command: string) => void): Promise<number> {
  const command = [process.execPath, ...process.execArgv, ...ts(), process.argv[1], ...args];
  const child = spawn('unshare', [...NAMESPACES, ...allowed()!, ...command], {
    // by the channel it notices that we are gone
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [INSIDE]: 'yes' },
  });
  tellHow(`nsenter --target ${child.pid} --net --mount${allowed()!.length > 0 ? ' --user --preserve-credentials' : ''}`);
  // a terminal tells both; the one inside says what becomes of it
  process.on('SIGINT', () => undefined);
  // unshare lets nothing through
  process.on('SIGTERM', () => child.disconnect());
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

/** Under ts-node the script alone is no program of node's. */
function ts(): string[] {
  return process.execArgv.length > 0 ? [] : ['-r', 'ts-node/register/transpile-only'];
}

/** The first thing to do inside. */
export function prepare(resolvConf: string) {
  const steps = [
    ['ip', 'link', 'set', 'lo', 'up'],
    ...LOCAL_NETWORKS.map((network) => ['ip', 'route', 'add', 'local', network, 'dev', 'lo']),
    ...existsSync('/etc/resolv.conf') ? [['mount', '--bind', resolvConf, '/etc/resolv.conf']] : [],
  ];
  for (const [command, ...args] of steps) {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
    }
  }
  const end = (code: number) => () => process.exit(code);
  process.on('SIGINT', end(130));
  process.on('SIGTERM', end(143));
  process.on('disconnect', end(1));
}
