import { expectShown, recipesOf, textOf } from './page-programs';

const STRATEGIES = textOf('strategies.md');

test('every recipe is a whole program with its manifests', () => {
  const recipes = recipesOf(STRATEGIES);
  expect(recipes).toHaveLength([...STRATEGIES.matchAll(/^```ts$/gm)].length);
  const titles = [...STRATEGIES.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(titles.filter((title) => !recipes.some((recipe) => recipe.title === title))).toEqual([]);
});

/** Pages that have programs with their manifests as well. */
const OTHERS = ['configuration', 'experiments', 'hooks', 'migration', 'scaling'].map((name) => ({ name, recipes: recipesOf(textOf(`${name}.md`)) }));

test.each(OTHERS)('there is a program with its manifests on $name', ({ recipes }) => {
  expect(recipes.length).toBeGreaterThan(0);
});

test.each([...recipesOf(STRATEGIES), ...OTHERS.flatMap(({ recipes }) => recipes)])('$title makes what is shown, without a finding', expectShown);
