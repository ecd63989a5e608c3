import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ARGO_ROLLOUTS_VERSION } from '../../../imports/version';
import { build, ORACLE } from './oracle';

export interface Verdict {
  readonly findings: readonly VerdictFinding[];
}

export interface VerdictFinding {
  readonly stage: string;
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly message: string;
}

const CHUNK = 1024 * 1024;

/** The oracle, asked about one bundle after the other. It answers at once: pipes with names can be read synchronously. */
export class OracleProcess {
  private readonly questions: number;
  private readonly answers: number;
  private readonly folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  private rest = Buffer.alloc(0);

  constructor() {
    const [questions, answers] = ['questions', 'answers'].map((name) => join(this.folder, name));
    spawnSync('mkfifo', [questions, answers]);
    this.questions = openSync(questions, 'r+');
    // open for both, because opening one end of a pipe waits for the other
    const both = openSync(answers, 'r+');
    this.answers = openSync(answers, 'r');
    const child = spawn(build(), ['-release', ARGO_ROLLOUTS_VERSION, 'serve'], {
      cwd: ORACLE,
      // to collect garbage rarely takes a fifth off a verdict; and the controller can know an address that no metric gives
      env: { ...process.env, GOGC: '400', ARGO_ROLLOUTS_PROMETHEUS_ADDRESS: 'http://prometheus:9090' },
      stdio: [openSync(questions, 'r'), both, 'inherit'],
    });
    child.unref();
    closeSync(both);
  }

  /** The verdict on manifests that are deployed together. Throws when the oracle has died of them. */
  public judge(manifests: readonly unknown[]): Verdict {
    this.ask([manifests]);
    return this.answer();
  }

  /** Asks about many bundles: while it judges them, there is time for something else. */
  public ask(bundles: ReadonlyArray<readonly unknown[]>) {
    writeFileSync(this.questions, bundles.map((manifests) => `${JSON.stringify(manifests)}\n`).join(''));
  }

  /** The verdict on the first bundle that has been asked about and not answered. */
  public answer(): Verdict {
    return JSON.parse(this.line());
  }

  public close() {
    closeSync(this.questions);
    closeSync(this.answers);
    rmSync(this.folder, { recursive: true });
  }

  private line(): string {
    const chunk = Buffer.alloc(CHUNK);
    for (;;) {
      const end = this.rest.indexOf(0x0a);
      if (end >= 0) {
        const line = this.rest.subarray(0, end).toString();
        this.rest = this.rest.subarray(end + 1);
        return line;
      }
      const size = readSync(this.answers, chunk);
      if (size === 0) {
        throw new Error('the oracle ended without an answer');
      }
      this.rest = Buffer.concat([this.rest, chunk.subarray(0, size)]);
    }
  }
}
