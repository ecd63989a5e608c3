/** Shows how the goldens of the examples differ from the last release, and says whether CHANGELOG.md tells of it. */
import { readFileSync } from 'fs';
import { newestSection, tellsChangedManifests } from './release/changelog';
import { git, releaseTags } from './release/tags';

const [last] = releaseTags();
// an example that is new, or is gone, changes nothing for who has rendered the others
const changes = last === undefined ? '' : git('diff', '--diff-filter=M', last, '--', 'examples/*/manifest.yaml');
if (last === undefined) {
  console.log('There is no release yet that manifests could be compared with.');
} else if (changes === '') {
  console.log(`The manifests of the examples are those of ${last}.`);
} else {
  console.log(changes);
  if (!tellsChangedManifests(newestSection(readFileSync('CHANGELOG.md', 'utf8')))) {
    console.error(`Manifests have changed since ${last}, and the newest section of CHANGELOG.md has no "### Changed manifests" that says so.`);
    console.error('Write there what changes in a cluster. Where only an example was changed, write that.');
    process.exitCode = 1;
  }
}
