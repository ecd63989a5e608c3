import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { ROOT, RUNS } from './folders';
import { Language } from './language';

/** A program whose functions are fragments of the page, called one after another with an app, a chart and a rollout of their own. */
interface Around {
  readonly main: string;
  program(fragments: readonly string[], weight: number): string;
}

const AROUND: Record<Language['target'], Around> = {
  python: {
    main: 'main.py',
    program: (fragments, weight) => `from cdk8s import *
import cdk8s_plus_28 as kplus
from cdk8s_argo_rollouts import *

${fragments.map((fragment, index) => `def fragment_${index}(app, chart, api):\n${fragment.replace(/^(?=.)/gm, '    ')}`).join('\n')}
for fragment in [${fragments.map((_, index) => `fragment_${index}`).join(', ')}]:
    app = App()
    chart = Chart(app, "api")
    containers = [kplus.ContainerProps(image="registry.example/api:1.0.0", port_number=8000)]
    api = CanaryRollout(chart, "Api", metadata={"name": "api"}, containers=containers, steps=[CanaryStep.weight(${weight})])
    fragment(app, chart, api)
    app.synth()
`,
  },
  java: {
    main: 'src/main/java/example/Main.java',
    program: (fragments, weight) => `package example;

import io.github.cdk8sargorollouts.*;
import java.util.*;
import org.cdk8s.*;
import org.cdk8s.plus28.ContainerProps;

public class Main {
    interface Fragment { void run(App app, Chart chart, CanaryRollout api); }
${fragments.map((fragment, index) => `static void fragment${index}(App app, Chart chart, CanaryRollout api) {\n${fragment}}`).join('\n')}
    public static void main(String[] args) {
        for (Fragment fragment : List.<Fragment>of(${fragments.map((_, index) => `Main::fragment${index}`).join(', ')})) {
            App app = new App();
            Chart chart = new Chart(app, "api");
            CanaryRollout api = CanaryRollout.Builder.create(chart, "Api")
                .metadata(ApiObjectMetadata.builder().name("api").build())
                .containers(List.of(ContainerProps.builder().image("registry.example/api:1.0.0").portNumber(8000).build()))
                .steps(List.of(CanaryStep.weight(${weight})))
                .build();
            fragment.run(app, chart, api);
            app.synth();
        }
    }
}
`,
  },
  go: {
    main: 'main.go',
    program: (fragments, weight) => `package main

import (
	"fmt"
	"os"

	"github.com/aws/jsii-runtime-go"
	rollouts "github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts-go/cdk8sargorollouts"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

var _, _ = fmt.Sprint, os.Exit

${fragments.map((fragment, index) => `func fragment${index}(app cdk8s.App, chart cdk8s.Chart, api rollouts.CanaryRollout) {\n${fragment}}`).join('\n')}
func main() {
	for _, fragment := range []func(cdk8s.App, cdk8s.Chart, rollouts.CanaryRollout){${fragments.map((_, index) => `fragment${index}`).join(', ')}} {
		app := cdk8s.NewApp(nil)
		chart := cdk8s.NewChart(app, jsii.String("api"), nil)
		api := rollouts.NewCanaryRollout(chart, jsii.String("Api"), &rollouts.CanaryRolloutProps{
			Metadata:   &cdk8s.ApiObjectMetadata{Name: jsii.String("api")},
			Containers: &[]*kplus.ContainerProps{{Image: jsii.String("registry.example/api:1.0.0"), PortNumber: jsii.Number(8000)}},
			Steps:      &[]rollouts.CanaryStep{rollouts.CanaryStep_Weight(jsii.Number(${weight}))},
		})
		fragment(app, chart, api)
		app.Synth()
	}
}
`,
  },
};

/** After the last weight nothing watches. */
const WARNING = 'warning: [api/Api] /spec/strategy/canary/steps/0/setWeight';
const SYNTH = /\bsynth\(\)/i;
const RIGHT = 10;
const WRONG = 120;

/**
 * Runs all code of docs/languages.md in a language. Warnings must be shown, and of an error what the page says, and nothing of Node.js, by the code
 * that is there for errors.
 */
export function pageRuns(language: Language, packages: string): string {
  const page = readFileSync(join(ROOT, 'docs', 'languages.md'), 'utf8');
  const blocks = (name: string) => [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, found]) => found === name).map(([, , block]) => block);
  const fragments = blocks(language.target);
  const run = (name: string, which: readonly string[], weight: number) => {
    const folder = join(RUNS, `${language.extension}-${name}`);
    const { main, program } = AROUND[language.target];
    cpSync(language.source, folder, { recursive: true });
    mkdirSync(dirname(join(folder, main)), { recursive: true });
    writeFileSync(join(folder, main), program(which, weight));
    return language.run(folder, packages);
  };
  const all = run('page', fragments, RIGHT);
  if (!all.ok || fragments.length === 0) {
    throw new Error(`${fragments.length} fragments\n${all.output}`);
  }
  if (!all.output.includes(WARNING)) {
    throw new Error(`it must show\n${WARNING}\nand showed\n${all.output}`);
  }
  const { ok, output } = run('page-error', fragments.filter((fragment) => SYNTH.test(fragment)), WRONG);
  const [shown] = blocks('text');
  if (ok || !output.includes(shown) || output.includes('@jsii/kernel')) {
    throw new Error(`it must show\n${shown}and nothing of Node.js, and ${ok ? 'ended well' : 'showed'}\n${output}`);
  }
  return `${fragments.length} fragments of docs/languages.md`;
}
