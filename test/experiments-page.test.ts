import { expectShown, recipesOf, textOf } from './page-programs';

const PAGE = textOf('experiments.md');
const recipes = recipesOf(PAGE);

test('every program is shown with its manifests', () => {
  expect(recipes).toHaveLength([...PAGE.matchAll(/^import .*cdk8s';$/gm)].length);
  expect(recipes.map(({ title }) => title)).toEqual(['Baseline against canary', 'A step of your own', 'An experiment by itself']);
});

test.each(recipes)('$title makes what is shown, without a finding', expectShown);
