// Makes the compiled index load a file when a name of it is first asked for, instead of all files at once. The exports keep
// the form by which Node finds the names of a CommonJS package that an ES module imports from.
const { readFileSync, writeFileSync } = require('fs');
const { join } = require('path');

const INDEX = join(__dirname, '..', 'lib', 'src', 'index.js');
const LAZILY = 'const lazily = (load) => new Proxy({}, { get: (_, name) => load()[name] });\n';

const eager = readFileSync(INDEX, 'utf8');
const lazy = eager.replace(/^((?:const|var) \w+ = )(require\("\.[^"]+"\));$/gm, '$1lazily(() => $2);');
if (lazy === eager) {
  throw new Error('lib/src/index.js is not as this script expects it: compile again');
}
writeFileSync(INDEX, lazy.replace(/^(?=(?:const|var) )/m, LAZILY));
