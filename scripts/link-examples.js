// An example that is a package of its own finds this one where its users find it: in its node_modules.
const { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } = require('fs');
const { join } = require('path');
const { name } = require('../package.json');

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');

for (const example of readdirSync(EXAMPLES).filter((each) => existsSync(join(EXAMPLES, each, 'package.json')))) {
  const modules = join(EXAMPLES, example, 'node_modules');
  mkdirSync(modules, { recursive: true });
  rmSync(join(modules, name), { recursive: true, force: true });
  symlinkSync(ROOT, join(modules, name), 'junction');
}
