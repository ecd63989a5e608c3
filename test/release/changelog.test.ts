import { readFileSync } from 'fs';
import { join } from 'path';
import { newestSection, nextRelease, tellsChangedManifests } from '../../scripts/release/changelog';

const INTRODUCTION = '# Changelog\n\nAll that a user can notice.\n\n';
const FIRST = '## [0.1.0] - 2026-01-31\n\n### Added\n\n- A.\n';
const SECOND = '## [0.2.0] - 2026-03-01\n\n### Changed manifests\n\n- B.\n\n';

describe('the next release', () => {
  test('is what the changelog begins with', () => {
    expect(nextRelease(INTRODUCTION + FIRST, [])).toEqual({ version: '0.1.0', tag: 'v0.1.0', notes: '### Added\n\n- A.' });
    expect(nextRelease(INTRODUCTION + SECOND + FIRST, ['v0.1.0'])).toEqual({ version: '0.2.0', tag: 'v0.2.0', notes: '### Changed manifests\n\n- B.' });
    expect(nextRelease((INTRODUCTION + FIRST).replace(/\n/g, '\r\n'), [])).toMatchObject({ version: '0.1.0', notes: '### Added\n\n- A.' });
  });

  test.each([
    ['has no section', INTRODUCTION, 'CHANGELOG.md has no section: there is no line that begins with "## "'],
    ['names no version', `${INTRODUCTION}## [Unreleased]\n\n- C.\n\n${FIRST}`, 'CHANGELOG.md begins with "## [Unreleased]": write the version and the day there, such as "## [0.1.0] - 2026-01-31"'],
    ['names no day', `${INTRODUCTION}## [0.3.0]\n\n- C.\n`, /begins with "## \[0\.3\.0\]": write the version and the day/],
    ['says nothing', `${INTRODUCTION}## [0.3.0] - 2026-04-01\n\n${FIRST}`, 'CHANGELOG.md says nothing about 0.3.0'],
    ['is about a release that is out', INTRODUCTION + FIRST, '0.1.0 is released already: it has the tag v0.1.0. What changed since then needs a section of its own at the top of CHANGELOG.md'],
  ])('is refused where the changelog %s', (_, changelog, message) => {
    expect(() => nextRelease(changelog, ['v0.0.9', 'v0.1.0'])).toThrow(message);
  });
});

test.each([
  [true, '### Added\n\n- A.\n\n### Changed manifests\n\n- B.'],
  [true, '### Changed manifests\n- B.\n\n### Added'],
  [false, '### Added\n\n- Changed manifests'],
  [false, '### Changed manifests\n\n### Added\n\n- A.'],
  [false, '### Changed manifests\n'],
])('tells of changed manifests: %s', (tells, text) => {
  expect(tellsChangedManifests({ title: '', text })).toBe(tells);
});

test('the section ends where the next begins', () => {
  expect(newestSection(INTRODUCTION + SECOND + FIRST)).toEqual({ title: '[0.2.0] - 2026-03-01', text: '### Changed manifests\n\n- B.' });
});

test('our own changelog begins with what is not out yet, or with a release', () => {
  const changelog = readFileSync(join(__dirname, '..', '..', 'CHANGELOG.md'), 'utf8');
  const { title, text } = newestSection(changelog);
  expect(nextRelease(changelog.replace('## [Unreleased]', '## [0.1.0] - 2026-01-31'), [])).toMatchObject({ notes: text });
  expect(title).toMatch(/^\[(?:Unreleased|\d)/);
});
