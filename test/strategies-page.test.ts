import { expectShown, recipesOf, textOf } from './page-programs';

const PAGE = textOf('strategies.md');
const recipes = recipesOf(PAGE);

test('every recipe is a whole program with its manifests', () => {
  expect(recipes).toHaveLength([...PAGE.matchAll(/^```ts$/gm)].length);
  const titles = [...PAGE.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(titles.filter((title) => !recipes.some((recipe) => recipe.title === title))).toEqual([]);
});

test.each(recipes)('$title makes what is shown, without a finding', expectShown);
