import { existsSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { attempt } from '../command';
import { CACHE, EXAMPLE, PACKAGES, WORK } from './folders';
import { dependencies, Language } from './language';

const REPOSITORY = join(CACHE, 'maven');
const SETTINGS = join(WORK, 'settings.xml');
const SETTINGS_TO_ASK = join(WORK, 'settings-to-ask.xml');
const OURS = join('io', 'github', 'cdk8s-argo-rollouts', 'cdk8s-argo-rollouts');

/** What Maven brings is kept apart from that of the person who runs this. */
const local = `<localRepository>${REPOSITORY}</localRepository>`;

/** Where Maven looks for what no registry has. */
const built = `<profiles>
  <profile>
    <id>built</id>
    <repositories>
      <repository><id>built</id><url>file://${join(PACKAGES, 'java')}</url></repository>
    </repositories>
  </profile>
</profiles>
<activeProfiles><activeProfile>built</activeProfile></activeProfiles>`;

function maven(settings: string, folder: string, ...args: string[]) {
  return attempt('mvn', ['--batch-mode', '--quiet', '-Dstyle.color=never', '--settings', settings, ...args], folder);
}

export const java: Language = {
  name: 'Java',
  target: 'java',
  extension: 'java',
  source: join(EXAMPLE, 'java'),
  tools: { java: 'a JDK, 17 or later', mvn: 'Apache Maven 3.6 or later' },
  pacmak: ['--maven-local-repository', REPOSITORY],

  prepare() {
    writeFileSync(SETTINGS, `<settings>\n${local}\n${built}\n</settings>\n`);
    writeFileSync(SETTINGS_TO_ASK, `<settings>\n${local}\n</settings>\n`);
    // Maven never asks again for a version that it has, even where it was built here
    const known = dependencies().map(({ targets: { java: { maven: { groupId, artifactId } } } }) => join(...groupId.split('.'), artifactId));
    [OURS, ...known].forEach((folder) => rmSync(join(REPOSITORY, folder), { recursive: true, force: true }));
  },

  isPublished({ targets: { java: { maven: { groupId, artifactId } } }, version }) {
    const get = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get';
    return maven(SETTINGS_TO_ASK, WORK, get, `-Dartifact=${groupId}:${artifactId}:${version}`, '-Dtransitive=false').ok;
  },

  // Maven Central refuses what lacks one of these
  check(packages, version) {
    const folder = join(packages, OURS, version);
    const parts = ['.pom', '.jar', '-sources.jar', '-javadoc.jar'];
    const missing = parts.filter((part) => !existsSync(join(folder, `cdk8s-argo-rollouts-${version}${part}`)));
    if (missing.length > 0) {
      throw new Error(`jsii-pacmak made no ${missing.join(', ')} in ${folder}`);
    }
    return 'jar, sources and javadoc';
  },

  run: (folder) => maven(SETTINGS, folder, 'compile', 'exec:exec'),
};
