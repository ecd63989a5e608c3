/** What a changelog says of the release that comes next. */
export interface Section {
  /** Its heading, without the `##`. */
  readonly title: string;
  readonly text: string;
}

/** A release, as a changelog announces it. */
export interface Release {
  readonly version: string;
  readonly tag: string;
  readonly notes: string;
}

/** The heading of a release: its version, and the day. */
const RELEASED = /^\[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$/;

/** The first section of the changelog, which is about the newest version. */
export function newestSection(changelog: string): Section {
  const [, newest] = changelog.split(/^## /m);
  if (newest === undefined) {
    throw new Error('CHANGELOG.md has no section: there is no line that begins with "## "');
  }
  const [title, ...lines] = newest.split(/\r?\n/);
  return { title: title.trim(), text: lines.join('\n').trim() };
}

/** The release that the newest section is about. It must be named, described, and not be out yet. */
export function nextRelease(changelog: string, tags: readonly string[]): Release {
  const { title, text } = newestSection(changelog);
  const version = RELEASED.exec(title)?.[1];
  if (version === undefined) {
    throw new Error(`CHANGELOG.md begins with "## ${title}": write the version and the day there, such as "## [0.1.0] - 2026-01-31"`);
  }
  const tag = `v${version}`;
  if (tags.includes(tag)) {
    throw new Error(`${version} is released already: it has the tag ${tag}. What changed since then needs a section of its own at the top of CHANGELOG.md`);
  }
  if (text === '') {
    throw new Error(`CHANGELOG.md says nothing about ${version}`);
  }
  return { version, tag, notes: text };
}

/** Whether a section tells what changed in manifests. */
export function tellsChangedManifests({ text }: Section): boolean {
  return /^### Changed manifests\s+(?!#)\S/m.test(text);
}
