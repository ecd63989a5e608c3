import { cdk8s, github, javascript, release } from 'projen';

const name = 'cdk8s-argo-rollouts';
const repository = `https://github.com/${name}/${name}`;

const project = new cdk8s.ConstructLibraryCdk8s({
  name,
  description: 'Typed cdk8s constructs for Argo Rollouts: progressive delivery that is complete, checked and visible before it reaches a cluster.',
  author: `${name} contributors`,
  authorAddress: repository,
  authorOrganization: true,
  repositoryUrl: `${repository}.git`,
  license: 'Apache-2.0',
  copyrightOwner: `${name} contributors`,
  copyrightPeriod: '2026',
  keywords: ['cdk8s', 'argo', 'argo-rollouts', 'kubernetes', 'gitops', 'progressive-delivery', 'canary', 'blue-green', 'prometheus', 'lint'],
  defaultReleaseBranch: 'main',
  majorVersion: 0,
  stability: 'experimental',

  projenrcTs: true,
  projenrcTsOptions: { projenCodeDir: '.projen' },
  projenVersion: '~0.103.0',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',

  cdk8sVersion: '2.68.12',
  constructsVersion: '10.3.0',
  // npm's latest TypeScript is a major ahead of what jsii supports
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  // what the package needs at run time is bundled into it
  devDeps: [
    // its types alone: they are compared with what dashboards are made of, and not part of the package
    '@grafana/grafana-foundation-sdk@^0.0.21',
    '@lezer/common@^1.5.5',
    '@lezer/generator@^1.8.1',
    '@lezer/highlight@^1.2.5',
    '@lezer/lr@^1.4.12',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    '@prometheus-io/lezer-promql@^0.315.0',
    '@types/js-yaml@^4',
    // draws the house of docs/architecture.md
    '@viz-js/viz@^3.31.0',
    'ajv@^8',
    'ajv-draft-04@^1',
    'cdk8s-cli@^2.207.0',
    'esbuild@~0.28.2',
    'fast-check@^4.10.2',
    'js-yaml@^4',
    'json-schema-to-typescript@^15',
    'ts-node@^10',
    'yaml@^2',
  ],
  bin: { [name]: 'lib/cli/main.js' },

  // imports/ is compiled beside src/, so both keep their folder under lib/
  entrypoint: 'lib/src/index.js',
  tsconfig: {
    include: ['imports/*.ts', 'imports/crds/*.json'],
    // maps with their sources would be three quarters of the package, and of what is read to load it
    compilerOptions: { rootDir: '.', resolveJsonModule: true, inlineSourceMap: false, inlineSources: false },
  },
  tsconfigDev: {
    include: ['../examples/**/*.ts', '../imports/generator/*.ts', '../scripts/**/*.ts', '../src/cli/main.ts', '../.projenrc.ts'],
  },
  eslintOptions: {
    dirs: ['src', 'test', 'examples', 'scripts', 'imports/generator', '.projenrc.ts'],
    devdirs: ['test', 'examples', 'scripts', 'imports/generator'],
    projectService: false,
    tsconfigPath: './test/tsconfig.json',
    commandOptions: { fix: false },
  },
  jestOptions: {
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      coverageProvider: 'babel',
      coveragePathIgnorePatterns: ['/node_modules/', '/imports/', '/lib/', '/test/', '/examples/'],
      coverageReporters: ['text-summary', 'lcov'],
      modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/.cluster/', '<rootDir>/.bindings/'],
      setupFilesAfterEnv: ['<rootDir>/test/no-warnings.ts'],
    },
  },

  npmTrustedPublishing: true,
  publishToPypi: { distName: name, module: 'cdk8s_argo_rollouts', trustedPublishing: true },
  publishToMaven: { mavenGroupId: 'io.github.cdk8s-argo-rollouts', mavenArtifactId: name, javaPackage: 'io.github.cdk8sargorollouts' },
  publishToGo: { moduleName: `github.com/${name}/${name}-go` },
  publishToNuget: { packageId: 'Cdk8sArgoRollouts', dotNetNamespace: 'Cdk8sArgoRollouts', trustedPublishing: true },

  typecheckTests: true,
  docgenFilePath: 'docs/api/README.md',
  gitignore: ['/.jsii.tabl.json.gz', '/.bindings/', '/.cluster/', '/.conformance/', '/.bench/', '/dist/', 'examples/*/dist/', 'examples/*/lib/'],

  // trusted publishing needs the npm that comes with it, and Node 22.14
  workflowNodeVersion: '24',
  githubOptions: { mergify: false, pullRequestLint: false },
  pullRequestTemplate: false,
  buildWorkflowOptions: {
    mutableBuild: false,
    permissions: { contents: github.workflows.JobPermission.READ },
    workflowTriggers: { pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} },
  },
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  depsUpgradeOptions: { workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
  sampleCode: false,
});

// the lock file must not carry the address of the registry it was made with
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');
// later releases lack the packages of some platforms
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.package.addField('homepage', `${repository}#readme`);
project.package.addField('bugs', { url: `${repository}/issues` });
project.package.addField('types', 'lib/src/index.d.ts');
project.package.addField('exports', {
  '.': { types: './lib/src/index.d.ts', default: './lib/src/index.js' },
  // types alone, for who writes manifests in TypeScript: jsii has no such types
  './imports/argoproj': { types: './lib/imports/argoproj.d.ts', default: './lib/imports/argoproj.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

// projects as "cdk8s init" makes them do not read "exports"
project.package.addField('typesVersions', { '*': { 'imports/argoproj': ['lib/imports/argoproj.d.ts'] } });

project.npmignore?.exclude('/imports/', '/lib/src/cli/', '/lib/src/runbook/', '/examples/', '/rosetta/', '/scripts/', '/docs/*', '/.bindings/', '/.ci/', '/.cluster/', '/.conformance/', '/.bench/', '/coverage/', '/action.yml', '/.pre-commit-hooks.yaml', '/CONTRIBUTING.md');
// the command line explains rules with their pages
project.npmignore?.include('/docs/rules/');
// pages that show the API in other languages take the examples from there
project.npmignore?.include('/.jsii.tabl.json.gz');

// an example that is a package of its own has tests of its own
project.jest?.addTestMatch('<rootDir>/examples/*/test/**/*.test.ts');

project.eslint?.addRules({
  'import/order': ['error', { groups: ['builtin', 'external', 'internal', 'parent', 'sibling', 'index'], alphabetize: { order: 'asc', caseInsensitive: true } }],
});
// an example that is a package of its own finds this one elsewhere than the others do
project.eslint!.config.settings['import/internal-regex'] = `^${name}$`;
project.eslint?.allowDevDeps('imports/generator/**');
project.eslint?.allowDevDeps('src/cli/**');
project.eslint?.allowDevDeps('src/reading/**');
project.eslint?.allowDevDeps('scripts/**');

// stale files in lib/ would be packed
project.preCompileTask.exec('node -e "fs.rmSync(\'lib\', { recursive: true, force: true })"');

// a build packages for JavaScript only; the other languages have a task of their own
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);
// compares with the last release on npm; before the first one there is nothing to break
project.postCompileTask.spawn(project.tasks.tryFind('compat')!);

for (const language of ['js', 'java', 'python', 'dotnet', 'go']) {
  project.github!.tryFindWorkflow('build')!.removeJob(`package-${language}`);
}
// what builds a release reads the repository, and no more
project.github!.tryFindWorkflow('release')!.file!.addOverride('jobs.release.permissions.contents', 'read');
// npm's own registry is the one that is taken where none is named
project.github!.tryFindWorkflow('release')!.file!.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');

// CHANGELOG.md says which version is next, and what is in it; not the titles of commits
const changedManifests = project.addTask('changed-manifests', {
  description: 'Show how the goldens of the examples differ from the last release, and say whether CHANGELOG.md tells of it',
  exec: 'ts-node -P test/tsconfig.json -T scripts/changed-manifests.ts',
});
const bump = project.tasks.tryFind('bump')!;
bump.reset();
bump.description = 'Write down which release is next: the version, the tag and the notes that CHANGELOG.md begins with';
bump.spawn(changedManifests);
bump.exec('ts-node -P test/tsconfig.json -T scripts/bump.ts');
project.tasks.removeTask('bump:releasable-commits');
project.deps.removeDependency('commit-and-tag-version');

project.addTask('bindings', {
  description: 'Generate the Python, Java, Go and .NET sources into dist/ (no tool of those languages is needed)',
  steps: [
    { spawn: 'compile' },
    { spawn: 'translate' },
    { exec: 'jsii-pacmak --code-only --outdir dist --target python --target java --target go --target dotnet' },
  ],
});

project.addTask('bindings:test', {
  description: 'Build the packages for npm, Python, Java and Go as a release does, and run programs that use them (needs Python, a JDK, Maven and Go)',
  steps: [{ spawn: 'compile' }, { spawn: 'translate' }, { exec: 'ts-node -P test/tsconfig.json -T scripts/bindings/main.ts', receiveArgs: true }],
});

project.addTask('import', {
  description: 'Generate imports/ from the Go API types of the pinned Argo Rollouts release (needs Go)',
  exec: 'ts-node -P test/tsconfig.json -T imports/generator/generate.ts',
  receiveArgs: true,
});

project.compileTask.exec('ts-node -P test/tsconfig.json -T scripts/api-types.ts');
project.compileTask.exec('node scripts/load-lazily.js');
project.compileTask.exec('node scripts/link-examples.js');
project.compileTask.exec('ts-node -P test/tsconfig.json -T scripts/bundle.ts');

project.addTask('grammar', {
  description: 'Generate the parser of conditions from its grammar',
  exec: 'ts-node -P test/tsconfig.json -T scripts/condition-grammar.ts',
});

const translate = project.addTask('translate', {
  description: 'Compile the examples in the documentation of the API and in README.md, and translate them into the other languages',
  // it warns of packages that are missing here, whether they are or not
  exec: 'jsii-rosetta extract --strict --batch 1000 --compress-tablet --directory . .',
});

// examples and benchmarks use the package as its users do: compiled, and by its name
project.testTask.prependSpawn(translate);
project.testTask.prependSpawn(project.compileTask);

// jsii-pacmak takes the translations from beside .jsii
for (const language of ['js', 'python', 'java', 'go', 'dotnet']) {
  project.tasks.tryFind(`package:${language}`)!.prependSpawn(translate);
}

project.addTask('synth', {
  description: 'Run cdk8s synth for every example; --update makes what it writes the new goldens',
  steps: [{ spawn: 'compile' }, { exec: 'ts-node -P test/tsconfig.json -T scripts/synth-examples.ts', receiveArgs: true }],
});

project.addTask('test-on-nodes', {
  description: 'Run the tests that can depend on the release of Node on each supported release',
  steps: [{ spawn: 'compile' }, { exec: 'ts-node -P test/tsconfig.json -T scripts/test-on-nodes.ts', receiveArgs: true }],
});

project.addTask('test-with-plus', {
  description: 'Install the package beside each release line of cdk8s-plus, compile a program against both, and synthesize it',
  steps: [{ spawn: 'compile' }, { exec: 'ts-node -P test/tsconfig.json -T scripts/test-with-plus.ts', receiveArgs: true }],
});

project.addTask('test-packed', {
  description: 'Install the packed package in an empty project with the newest releases of what it works with, compile and run a program in several ways, and follow docs/getting-started.md',
  steps: [{ spawn: 'compile' }, { exec: 'ts-node -P test/tsconfig.json -T scripts/test-packed.ts' }],
});

project.addTask('conformance', {
  description: 'Let the real Argo Rollouts, API server validation and Prometheus judge what the examples synthesize (needs Go and promtool)',
  exec: 'ts-node -P test/tsconfig.json -T test/oracle/conformance.ts',
  receiveArgs: true,
});

project.tasks.tryFind('docgen')!.reset('ts-node -P test/tsconfig.json -T scripts/document-api.ts');
project.tasks.tryFind('docgen')!.description = 'Generate docs/api/ from the compiled package';
project.gitattributes.addAttributes('/docs/api/**', 'linguist-generated');
project.gitattributes.addAttributes('/docs/rules/**', 'linguist-generated');

project.addTask('cluster', {
  description: 'Run what we synthesize on a real control plane, with the real controller (needs Linux, Go and Prometheus)',
  steps: [{ spawn: 'compile' }, { exec: 'ts-node -P test/tsconfig.json -T test/cluster/main.ts', receiveArgs: true }],
});

project.addTask('cluster:build', {
  description: 'Build the programs of the cluster, which takes minutes the first time (needs Go)',
  exec: 'ts-node -P test/tsconfig.json -T test/cluster/build.ts',
});

project.addTask('docrules', {
  description: 'Generate docs/rules/ from the rules and their cases',
  exec: 'ts-node -P test/tsconfig.json -T scripts/document-rules.ts',
  receiveArgs: true,
});

project.addTask('docalerts', {
  description: 'Generate docs/alerts.md from the alerts',
  exec: 'ts-node -P test/tsconfig.json -T scripts/document-alerts.ts',
});

project.addTask('docdashboards', {
  description: 'Generate the pictures and the tables of docs/dashboards.md from the dashboards',
  exec: 'ts-node -P test/tsconfig.json -T scripts/document-dashboards.ts',
});

project.addTask('docplans', {
  description: 'Generate docs/plans.md and its pictures from the examples',
  exec: 'ts-node -P test/tsconfig.json -T scripts/document-plans.ts',
});

project.addTask('dochouse', {
  description: 'Draw the picture of docs/architecture.md from the imports of src/',
  exec: 'ts-node -P test/tsconfig.json -T scripts/draw-house.ts',
});

project.addTask('bench', {
  description: 'Measure, and say whether the bounds hold; --write puts the table into docs/performance.md',
  steps: [{ spawn: 'compile' }, { exec: 'node -r ts-node/register/transpile-only test/benchmark/main.ts', receiveArgs: true }],
});

project.synth();
